// Instants in words, in the zone of whoever looks. No DOM, and nothing of the zone is shared but its name.

import { locale } from "./kit/kit.js";

export const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

const writer = (options) => {
  const format = new Intl.DateTimeFormat(locale(), options);
  return (instant) => format.format(instant);
};
export const timeText = writer({ timeStyle: "short" });
export const when = writer({ weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "2-digit" });
export const weekday = writer({ weekday: "short" });
export const month = writer({ month: "short" });
const thisYear = writer({ weekday: "long", day: "numeric", month: "long" });
const otherYear = writer({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
export const dayText = (instant) => (new Date(instant).getFullYear() === new Date().getFullYear() ? thisYear : otherYear)(instant);

/** "Central European Time (Europe/Berlin)": in words, and as it is set on the device. */
export function zoneName() {
  const long = new Intl.DateTimeFormat(locale(), { timeZoneName: "longGeneric" }).formatToParts().find(({ type }) => type === "timeZoneName")?.value;
  return long && long !== zone ? `${long} (${zone})` : zone;
}

/** Day and time of an instant in another zone, or null where this device does not know the zone. */
export function elsewhere(instant, other) {
  if (other === zone) return null;
  try {
    return new Intl.DateTimeFormat(locale(), { timeZone: other, weekday: "short", hour: "numeric", minute: "2-digit" }).format(instant);
  } catch {
    return null;
  }
}
