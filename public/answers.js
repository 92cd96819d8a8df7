// What a homeserver answers, before the SDK has it. No answer is without end, and in what is new there is no number that
// the SDK cannot hold (it panics), and no position that makes an address which no server takes (it would ask for nothing
// else ever after).
const MOST_BYTES = 64 << 20;
const MOST_ROOMS = 1_000_000;
const LONGEST_POSITION = 1_000;

const ending = (body) => {
  let left = MOST_BYTES;
  const transform = (part, onward) => {
    left -= part.byteLength;
    if (left < 0) onward.error(new TypeError("The answer is too long."));
    else onward.enqueue(part);
  };
  return body?.pipeThrough(new TransformStream({ transform })) ?? null;
};

// Whatever else is wrong with it, the SDK refuses by itself.
const isSound = (bytes) => {
  try {
    const { pos, next_batch, lists } = JSON.parse(new TextDecoder().decode(bytes));
    const counts = Object.values(lists ?? {}).map((list) => list?.count);
    return [pos, next_batch].every((it) => !(it?.length > LONGEST_POSITION)) && counts.every((it) => !(it > MOST_ROOMS));
  } catch {
    return true;
  }
};

// A response that was made here has no address, and the SDK's glue wants one.
const from = ({ url }, answer) => Object.defineProperty(answer, "url", { value: url });

export const bound = async (response) => {
  const answer = from(response, new Response(ending(response.body), response));
  if (!response.ok || !new URL(response.url).pathname.endsWith("/sync")) return answer;
  const bytes = await answer.arrayBuffer();
  return from(response, isSound(bytes) ? new Response(bytes, response) : new Response(null, { status: 502 }));
};
