// A labelled native select, whose options are given as ids with their words.

interface Props<Id extends string> {
  readonly id: string;
  readonly label: string;
  readonly value: Id;
  readonly options: readonly { readonly id: Id; readonly words: string }[];
  readonly onChoose: (id: Id) => void;
  readonly className?: string;
}

export function Choice<Id extends string>({
  id,
  label,
  value,
  options,
  onChoose,
  className = '',
}: Props<Id>) {
  return (
    <div className={`field ${className}`}>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.id === event.target.value);
          if (chosen !== undefined) onChoose(chosen.id);
        }}
      >
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.words}
          </option>
        ))}
      </select>
    </div>
  );
}
