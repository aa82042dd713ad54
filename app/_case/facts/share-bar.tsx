/** A thin bar beside a number: its size beside the largest of the column, the rejected part hatched. Says nothing that the numbers do not. */
export function ShareBar({ value, marked, most }: { value: number; marked: number; most: number }) {
  const whole = (value / most) * 100;
  const part = value > 0 ? (whole * marked) / value : 0;
  return (
    <svg width="56" height="4" aria-hidden="true" className="bars mr-2 inline-block align-middle">
      <rect width={`${whole - part}%`} height="4" fill="var(--bars-accept)" />
      <rect x={`${whole - part}%`} width={`${part}%`} height="4" fill="var(--bars-reject)" />
    </svg>
  );
}
