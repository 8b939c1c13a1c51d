// Passkeys, around the scripts of django-allauth:
//   [data-passkey]          is shown where the browser knows passkeys; [data-passkey-missing] where it does not
//   [data-passkey-failed]   is shown, and takes the focus, when the device said no

const known = Boolean(window.PublicKeyCredential);
document.querySelectorAll("[data-passkey]").forEach((part) => (part.hidden = !known));
document.querySelectorAll("[data-passkey-missing]").forEach((part) => (part.hidden = known));

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const words = document.querySelector("[data-passkey-failed]");
  if (!words) return;
  words.hidden = false;
  words.focus();
});
