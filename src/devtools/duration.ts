/** A short form: `320 ms`, `1.2 s`, `12:34`. */
export function duration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  return ms < 60_000 ? `${(ms / 1_000).toFixed(1)} s` : countdown(ms);
}

/** `59:12`, `1:00:00`. */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1_000));
  const parts = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  return (parts[0] ? parts : parts.slice(1))
    .map((part, index) => (index ? String(part).padStart(2, '0') : String(part)))
    .join(':');
}

export const timeOfDay = (at: number): string => new Date(at).toLocaleTimeString('en-GB');
