/** A number for readers, without more digits than are meaningful. */
export function shownNumber(value) {
  const digits = Number.isInteger(value) ? 0 : Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0;
  return value.toLocaleString('en-GB', { minimumFractionDigits: 0, maximumFractionDigits: digits });
}

export const withUnit = (value, unit) =>
  `${shownNumber(value)} ${value === 1 && unit.length > 2 ? unit.replace(/s$/, '') : unit}`;
