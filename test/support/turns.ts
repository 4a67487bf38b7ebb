/** Lets every promise that can settle do so, without time passing. */
export async function turns() {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}
