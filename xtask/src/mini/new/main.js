// A counter that everybody in the chat shares (https://webxdc.org/docs/spec/).
// Updates may come in another order on another device: what they make must be the same in any order, as a sum is.
const count = document.getElementById("count");
let sum = 0;

webxdc.setUpdateListener(({ payload }) => {
  // Whatever comes may have been made by anybody.
  if (payload?.add === 1) count.textContent = String((sum += 1));
}, 0);

document.getElementById("add").addEventListener("click", () => {
  webxdc.sendUpdate({ payload: { add: 1 }, summary: `${sum + 1}` }, "One more");
});
