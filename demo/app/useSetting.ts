import { useEffect, useState } from 'react';

/** A user setting that survives a reload. */
export function useSetting<Value extends string>(
  name: string,
  usual: Value,
): [Value, (value: Value) => void] {
  const [value, setValue] = useState(() => (localStorage.getItem(`demo.${name}`) as Value | null) ?? usual);
  useEffect(() => localStorage.setItem(`demo.${name}`, value), [name, value]);
  return [value, setValue];
}
