// Money is a whole number of the currency's smallest unit (cents, yen), never a fraction.

/** More than this is a slip of the finger; sums of thousands of such amounts are still exact. */
export const MOST = 1e12;
export const isCurrency = (code) => typeof code === "string" && /^[A-Z]{3}$/.test(code);

/**
 * How one currency is written and read: `const euro = money("EUR", locale); euro.format(1250); euro.parse("12,50")`.
 * `digits` are decimals; devices may disagree about rare currencies, so whoever shares amounts shares the digits too.
 */
export function money(code, locale, digits = digitsOf(code)) {
  const style = { style: "currency", currency: code, currencyDisplay: "narrowSymbol", minimumFractionDigits: digits, maximumFractionDigits: digits };
  const writer = new Intl.NumberFormat(locale, style);
  const parts = new Intl.NumberFormat(locale).formatToParts(12345.5);
  const point = parts.find(({ type }) => type === "decimal")?.value ?? ".";
  return {
    code,
    digits,
    /** For reading: "€12.50". */
    format: (amount) => writer.format(decimal(amount, digits)),
    /** For a field: "12.50". */
    plain: (amount) => decimal(amount, digits).replace(".", point),
    parse: (text) => parse(text, digits, point),
  };
}

export const digitsOf = (code) =>
  new Intl.NumberFormat("en", { style: "currency", currency: code }).resolvedOptions().maximumFractionDigits;

/** 1250 with two digits is "12.50": by the figures, not by division. */
function decimal(amount, digits) {
  const figures = String(Math.abs(amount)).padStart(digits + 1, "0");
  const whole = figures.slice(0, figures.length - digits);
  return (amount < 0 ? "-" : "") + whole + (digits ? `.${figures.slice(-digits)}` : "");
}

/**
 * What somebody typed: { amount } in the smallest unit, or { wrong } with "empty", "form", "digits" or "large".
 * The point of the language decides where both readings make sense: "1,234" is a thousand in English.
 */
function parse(text, digits, point) {
  const typed = text.normalize("NFKC").replace(/[\s\p{Sc}'’]|^[A-Z]{3}|[A-Z]{3}$/gu, "").replace(/。/g, ".");
  if (!typed) return { wrong: "empty" };
  if (!/^\d*([.,]\d+)*[.,]?$/.test(typed) || !/\d/.test(typed)) return { wrong: "form" };
  const marks = typed.match(/[.,]/g) ?? [];
  const last = marks.at(-1);
  const grouped = (mark, figures = typed) => new RegExp(`^\\d{1,3}(\\${mark}\\d{2,3})*\\${mark}\\d{3}$`).test(figures);
  // Marks of one kind that part thousands, or marks of two kinds, of which the last one is the point.
  const hasPoint = last && (marks.length === 1 ? last === point || !grouped(last) : marks.indexOf(last) === marks.length - 1);
  if (last && !hasPoint && (marks.some((mark) => mark !== last) || !grouped(last))) return { wrong: "form" };
  const at = hasPoint ? typed.lastIndexOf(last) : typed.length;
  if (hasPoint && marks.length > 1 && !grouped(marks[0], typed.slice(0, at))) return { wrong: "form" };
  const whole = typed.slice(0, at).replace(/[.,]/g, "").replace(/^0+(?=\d)/, "");
  const rest = typed.slice(at + 1).replace(/0+$/, "");
  if (rest.length > digits) return { wrong: "digits" };
  const amount = Number(whole + rest.padEnd(digits, "0"));
  return amount > MOST ? { wrong: "large" } : { amount };
}
