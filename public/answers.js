// What a homeserver answers, before the SDK has it. No answer is without end, and in what is new there is no number that
// the SDK cannot hold (it panics), and no position that would make each later request one that no server takes.
const MOST_BYTES = 64 << 20;
// What is new is looked at as a whole, and takes many times its own size meanwhile.
const MOST_NEWS = 24 << 20;
const MOST_ROOMS = 1_000_000;
const LONGEST_POSITION = 2_000;

// The browser has a stream also for what has no body, and does not take it back.
const BODILESS = [204, 205, 304];
const ending = ({ status, body }, most) => {
  let left = most;
  const transform = (part, onward) => {
    left -= part.byteLength;
    if (left < 0) onward.error(new TypeError("The answer is too long."));
    else onward.enqueue(part);
  };
  return BODILESS.includes(status) ? null : body?.pipeThrough(new TransformStream({ transform }));
};

// The SDK would also read a list where an object is written.
const isMap = (it) => Object(it) === it && !Array.isArray(it);
const isShort = (text) => text.length <= LONGEST_POSITION;
const fitsAddress = (it) => it === undefined || it === null || (typeof it === "string" && isShort(it) && isShort(encodeURIComponent(it)));
const isSound = (bytes) => {
  try {
    const said = JSON.parse(new TextDecoder().decode(bytes));
    const { pos, next_batch, lists = {}, extensions = {} } = said;
    const { to_device = {} } = extensions;
    const areCounted = (list) => isMap(list) && list.count <= MOST_ROOMS;
    return (
      [said, lists, extensions, to_device].every(isMap) &&
      Object.values(lists).every(areCounted) &&
      [pos, next_batch, to_device.next_batch].every(fitsAddress)
    );
  } catch {
    return false;
  }
};

// A response that was made here has no address, and the SDK's glue wants one.
const from = ({ url }, answer) => Object.defineProperty(answer, "url", { value: url });

// The answer to what was asked, whichever address it came from in the end.
export const bound = async (asked, response) => {
  const isNews = new URL(asked).pathname.endsWith("/sync");
  const answer = from(response, new Response(ending(response, isNews ? MOST_NEWS : MOST_BYTES), response));
  if (!response.ok || !isNews) return answer;
  const bytes = await answer.arrayBuffer();
  return from(response, isSound(bytes) ? new Response(bytes, response) : new Response(null, { status: 502 }));
};
