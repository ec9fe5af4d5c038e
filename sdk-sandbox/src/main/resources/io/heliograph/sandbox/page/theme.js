// Runs before the first paint, so that a chosen theme doesn't flash.
try {
  const theme = localStorage.getItem("heliograph-theme");
  if (theme === "light" || theme === "dark") {
    document.documentElement.dataset.theme = theme;
  }
} catch {
  // Storage is switched off: the system's theme is used.
}
