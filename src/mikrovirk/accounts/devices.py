"""What somebody sits at, as far as a browser says: enough to know one's own phone again, and no more is kept."""

from django.utils.translation import gettext as _

LONGEST = 512  # no browser says more of itself
# The first that fits: browsers name those they are like as well.
BROWSERS = (
    *(("Edg", "edge"), ("OPR/", "opera"), ("SamsungBrowser", "samsung"), ("Firefox", "firefox"), ("FxiOS", "firefox")),
    *(("CriOS", "chrome"), ("Chrome", "chrome"), ("Safari", "safari")),
)
SYSTEMS = (
    *(("iPhone", "iphone"), ("iPad", "ipad"), ("Android", "android"), ("Windows", "windows")),
    *(("Macintosh", "mac"), ("CrOS", "chromebook"), ("Linux", "linux")),
)
NAMES = {
    "edge": "Edge",
    "opera": "Opera",
    "samsung": "Samsung Internet",
    "firefox": "Firefox",
    "chrome": "Chrome",
    "safari": "Safari",
    "iphone": "iPhone",
    "ipad": "iPad",
    "android": "Android",
    "windows": "Windows",
    "mac": "Mac",
    "chromebook": "Chromebook",
    "linux": "Linux",
}


def device_of(user_agent: str) -> str:
    """Two words of ours: "firefox windows", "safari iphone"; "" for what is neither."""
    said = user_agent[:LONGEST]
    found = (next((word for sign, word in table if sign in said), "") for table in (BROWSERS, SYSTEMS))
    return " ".join(word for word in found if word)


def in_words(device: str) -> str:
    """“Firefox on Windows”."""
    names = [NAMES[word] for word in device.split() if word in NAMES]
    if len(names) > 1:
        return _("%(browser)s on %(system)s") % {"browser": names[0], "system": names[1]}
    return names[0] if names else _("An unknown device")
