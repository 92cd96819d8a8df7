// Reads codes in pictures, beside the page. In: { id, width, height, rgba: ArrayBuffer }. Out: { id, text: string | null }.
import init, { read } from "./scanner.js";

const ready = init({ module_or_path: new URL("./scanner_bg.wasm", import.meta.url) });

self.onmessage = async ({ data }) => {
  const { id, width, height, rgba } = Object(data);
  if (!Number.isSafeInteger(id)) return;
  const sides = [width, height].every((side) => Number.isInteger(side) && side > 0 && side <= 16384);
  const whole = sides && rgba instanceof ArrayBuffer && rgba.byteLength === width * height * 4;
  try {
    await ready;
    self.postMessage({ id, text: whole ? (read(width, height, new Uint8Array(rgba)) ?? null) : null });
  } catch (error) {
    // Silence is the message: whoever asked has a time limit and starts the next worker.
    console.error("The scanner could not go on.", error);
    self.close();
  }
};
