import { useId } from 'react';

interface SelectProps<Value extends string> {
  label: string;
  value: Value;
  options: ReadonlyArray<readonly [value: Value, name: string, lang?: string]>;
  onChange: (value: Value) => void;
}

export function Select<Value extends string>({ label, value, options, onChange }: SelectProps<Value>) {
  const id = useId();
  return (
    <label className="select" htmlFor={id}>
      <span>{label}</span>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value as Value)}>
        {options.map(([option, name, lang]) => (
          <option key={option} value={option} lang={lang}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
