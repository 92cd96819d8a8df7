// `cargo xtask mini run` adds this to the app: once the package has changed, the program that is open in this tab is
// installed and started anew. It goes the way of a person: to the page of the program's link, and presses its button.
{
  const PAUSE = 300;
  const KEEP = "teahouse:mini-run";
  const PROGRAM = /^#\/discover\/programs\/(?:app|xdc)\.[^/]+$/;
  const BUTTON = '.programs__address + button[data-kind="primary"]';

  // Which package this tab has installed, and where in the app its program is; a reload does not change that.
  let mine = {};
  try {
    mine = JSON.parse(sessionStorage.getItem(KEEP)) ?? {};
  } catch {
    // Nothing is known: the program is opened by its link once more.
  }
  // The package for which the button was pressed, as long as nothing has come of it.
  let pressed = null;

  async function look() {
    const { address, version } = await (await fetch("./mini-run.json", { cache: "no-store" })).json();
    const link = `#/discover/programs/get/${address}`;
    if (location.hash === link) {
      const button = document.querySelector(BUTTON);
      // One that was refused is not tried again before it has changed.
      if (button?.getAttribute("aria-disabled") === "false" && pressed !== version) {
        pressed = version;
        button.click();
      }
      return;
    }
    if (pressed && PROGRAM.test(location.hash)) {
      mine = { version: pressed, place: location.hash };
      sessionStorage.setItem(KEEP, JSON.stringify(mine));
    }
    pressed = null;
    // Whoever is elsewhere in the app is not disturbed, and finds it new when they come back.
    if (location.hash === mine.place && version !== mine.version) location.replace(link);
  }

  (async () => {
    for (;;) {
      // The server may have been stopped, and may come back.
      await look().catch(() => {});
      await new Promise((done) => setTimeout(done, PAUSE));
    }
  })();
}
