/** Runs each work once per round, in rotating order, and returns the median of each one's results. */
export async function interleave(rounds, works) {
  const names = Object.keys(works);
  const measured = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    const shift = round % names.length;
    for (const name of [...names.slice(shift), ...names.slice(0, shift)]) {
      measured[name].push(await works[name]());
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(measured[name])]));
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
}
