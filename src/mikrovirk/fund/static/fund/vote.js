// The running sum of a ballot. It is worked out here alone: what is chosen leaves the phone only when it is looked at and cast.
const form = document.querySelector("[data-ballot]");

if (form) {
  const { kind, pot, points, most } = form.dataset;
  const put = (name, value) => {
    const place = form.querySelector(`[data-${name}]`);
    if (place) place.textContent = value;
  };
  const kroner = (amount) =>
    new Intl.NumberFormat(document.documentElement.lang || "da", { maximumFractionDigits: 2 }).format(amount / 100);

  const add = () => {
    const crosses = [...form.querySelectorAll("input[type=checkbox]:checked")];
    const given = [...form.querySelectorAll("input[type=number]")].reduce((sum, each) => sum + (Number(each.value) || 0), 0);
    const cost = crosses.reduce((sum, each) => sum + Number(each.dataset.amount), 0);
    put("chosen", crosses.length);
    put("cost", kroner(cost));
    put("left", Number(points) - given);
    const tooMuch =
      (kind === "knapsack" && cost > Number(pot)) ||
      (kind === "points" && given > Number(points)) ||
      (Number(most) > 0 && crosses.length > Number(most));
    form.querySelector("[data-over]").hidden = !tooMuch;
  };
  form.addEventListener("input", add);
  add();
}
