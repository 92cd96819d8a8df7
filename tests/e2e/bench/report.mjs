// From samples to a table: median and best of every number.

/** One object of numbers per run in; `{ name: { median, min, samples } }` out. */
export function summary(samples) {
  const names = [...new Set(samples.flatMap((sample) => Object.keys(sample)))];
  return Object.fromEntries(
    names.map((name) => {
      const values = samples.map((sample) => sample[name]).filter(Number.isFinite).sort((a, b) => a - b);
      return [name, { median: median(values), min: values[0] ?? null, samples: values.length }];
    }),
  );
}

/** The middle of sorted numbers, or null of none. */
export function median(values) {
  if (values.length === 0) return null;
  const middle = values.length >> 1;
  return values.length % 2 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

/** What people read. */
export function table(results, bytes) {
  const rows = [['', 'median', 'best', 'runs']];
  for (const [name, { median, min, samples }] of Object.entries(results)) {
    rows.push([name, shown(median), shown(min), String(samples)]);
  }
  rows.push(['', '', '', ''], ['first visit, bytes', 'brotli', 'raw', '']);
  for (const { file, brotli, raw } of bytes) rows.push([file, String(brotli), String(raw), '']);
  const sum = (field) => String(bytes.reduce((total, file) => total + file[field], 0));
  rows.push(['sum', sum('brotli'), sum('raw'), '']);
  return rows.map(([name, ...cells]) => name.padEnd(44) + cells.map((cell) => cell.padStart(10)).join('')).join('\n');
}

function shown(value) {
  return value === null ? '–' : value.toFixed(1);
}
