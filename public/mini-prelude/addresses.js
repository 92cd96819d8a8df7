// Texts that name files: the addresses in them become some that the browser finds.

// The address under which the browser finds what a program names; anything else stays as it is.
const found = (address, base) => {
  const text = String(address);
  if (/^(data|blob|about|javascript|mailto|tel):/i.test(text.trim()) || text.trim().startsWith("#")) return text;
  const name = base === undefined ? nameOf(text) : under(text, base);
  const url = name === null ? null : addressOf(name);
  return url === null ? text : url + (/#.*/.exec(text)?.[0] ?? "");
};
const styles = (text, base) =>
  text
    .replace(/(@import\s+)(["'])([^"']+)\2/gi, (_, before, quote, name) => before + quote + found(name, base) + quote)
    .replace(/url\(\s*(["']?)([^"')]+)\1\s*\)/gi, (_, quote, name) => `url(${quote}${found(name, base)}${quote})`);
// Modules name each other; the map of imports knows where each is.
const modules = (text, base) => {
  const place = (all, before, quote, name) => {
    const file = /^\.{0,2}\//.test(name) ? under(name, base) : null;
    return file !== null && files.has(file) ? before + quote + HOST + encodeURI(file) + quote : all;
  };
  return text
    .replace(/(\b(?:from|import)\s*)(["'])([^"'\n]+)\2/g, place)
    .replace(/(\bimport\s*\(\s*)(["'])([^"'\n]+)\2/g, place)
    .replace(/\bimport\.meta\.url\b/g, JSON.stringify(HOST + base));
};

// Texts that become markup.
const markup = (text, base) =>
  text
    .replace(/(http-equiv\s*=\s*["']?)(content-security-policy|refresh)/gi, "$1x-$2")
    .replace(/(<script\b[^>]*\btype\s*=\s*["']?module["']?[^>]*>)([^]*?)(<\/script)/gi, (_, open, code, close) => open + modules(code, base ?? "") + close)
    .replace(/(\s(?:src|href|poster|data)\s*=\s*)(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi, (all, before, ...names) => {
      const name = names.slice(0, 3).find((it) => it !== undefined) ?? "";
      const url = found(name, base);
      return url === name || /\.x?html?$/i.test(name) ? all : `${before}"${url}"`;
    })
    .replace(/(\ssrcset\s*=\s*)(?:"([^"]*)"|'([^']*)')/gi, (_, before, one, two) => `${before}"${sources(one ?? two, base)}"`)
    .replace(/(<style\b[^>]*>)([^]*?)(<\/style)/gi, (_, open, text, close) => open + styles(text, base ?? "") + close)
    .replace(/(\sstyle\s*=\s*)("[^"]*"|'[^']*')/gi, (_, before, text) => before + text.replace(/url\(\s*((?:&quot;)?)([^"'()]+?)\1\s*\)/gi, (_, quote, name) => `url(${found(name, base)})`));
const sources = (text, base) =>
  text
    .split(",")
    .map((part) => part.trim().replace(/^\S+/, (name) => found(name, base)))
    .join(", ");
