import { locale, words } from "./kit/kit.js";
import { zh } from "./chinese.js";
import { en } from "./english.js";

export const w = words({ en, zh });

const parts = { weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "2-digit" };
const thisYear = new Intl.DateTimeFormat(locale(), parts);
const otherYear = new Intl.DateTimeFormat(locale(), { ...parts, year: "numeric" });
export const moment = (when) => (new Date(when).getFullYear() === new Date().getFullYear() ? thisYear : otherYear).format(when);
