// No frames: one with a page inside would still have what `ground.js` took away. A program can change what every function
// of the language does, so these few use none: operators only, on texts only.
const ends = (char) => char === undefined || char === " " || char === "\t" || char === "\n" || char === "\f" || char === "\r" || char === "/" || char === ">";
const says = (text, at, word) => {
  for (let step = 0; step < word.length; step += 1) {
    const char = text[at + step];
    if (char !== word[step] && char !== word[step + word.length / 2]) return false;
    if (step + 1 === word.length / 2) return true;
  }
  return false;
};
const FRAME = "frameFRAME";
const ENTITY = "!entity!ENTITY";
const withoutFrames = (text) => {
  let safe = "";
  let copied = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] !== "<") continue;
    let name = at + 1;
    // Names of XML may have another name before a colon.
    for (let step = name; !ends(text[step]) && text[step] !== "<"; step += 1) if (text[step] === ":") name = step + 1;
    const bare = text[name] === "i" || text[name] === "I" ? name + 1 : name;
    const isFrame = says(text, bare, FRAME) && ends(text[bare + 5]);
    if (!isFrame && !says(text, at + 1, ENTITY)) continue;
    for (; copied <= at; copied += 1) safe += text[copied];
    safe += "x-";
  }
  if (copied === 0) return text;
  for (; copied < text.length; copied += 1) safe += text[copied];
  return safe;
};
// A tag may be written in pieces: what has begun waits for its end.
let begun = "";
const written = (text) => {
  const all = begun + text;
  let end = all.length;
  for (let at = all.length - 1; at >= 0 && all[at] !== ">"; at -= 1) if (all[at] === "<") end = at;
  let whole = "";
  begun = "";
  for (let at = 0; at < all.length; at += 1) at < end ? (whole += all[at]) : (begun += all[at]);
  return whole;
};
