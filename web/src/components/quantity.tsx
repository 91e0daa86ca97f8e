interface QuantityProps {
  /** A formatted quantity: `936 GB/s`. */
  readonly text: string;
}

/** A number with its unit set smaller, never broken between the two. */
export function Quantity({ text }: QuantityProps) {
  const space = text.indexOf(' ');
  if (space < 0) return <span class="quantity">{text}</span>;
  return (
    <span class="quantity">
      {text.slice(0, space)}
      <span class="unit">{`\u00a0${text.slice(space + 1)}`}</span>
    </span>
  );
}
