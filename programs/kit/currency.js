// Which currencies one can choose from, and which one a person most likely pays with.

export const CURRENCIES =
  "AED ARS AUD BDT BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR ISK JPY KES KRW KWD KZT MAD MOP MXN MYR NGN NOK NZD PEN PHP PKR PLN QAR RON RUB SAR SEK SGD THB TND TRY TWD UAH USD VND ZAR".split(" ");
const EURO = "AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK".split(" ");
const OTHERS = { CN: "CNY", US: "USD", GB: "GBP", CH: "CHF", LI: "CHF", HK: "HKD", MO: "MOP", TW: "TWD", SG: "SGD", JP: "JPY", AU: "AUD", CA: "CAD", NZ: "NZD", IN: "INR", KR: "KRW", SE: "SEK", NO: "NOK", DK: "DKK", PL: "PLN", CZ: "CZK", BR: "BRL", MX: "MXN", TR: "TRY", ZA: "ZAR" };

/** By the region in the languages of the browser. */
export function likelyCurrency(locale) {
  const regions = [...navigator.languages, locale].map((tag) => new Intl.Locale(tag).region).filter(Boolean);
  const known = regions.map((region) => (EURO.includes(region) ? "EUR" : OTHERS[region])).find(Boolean);
  return known ?? (locale.startsWith("zh") ? "CNY" : "EUR");
}
