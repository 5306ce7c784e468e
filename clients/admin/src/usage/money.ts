const count = new Intl.NumberFormat('en')

/** A number of tokens or calls. */
export const amount = (value: number): string => count.format(value)

/** Money that is counted in millionths: as fine as it has to be for what is small not to look like nothing. */
export function money(micro: number, currency: string): string {
  const value = micro / 1_000_000
  const digits = micro !== 0 && Math.abs(value) < 0.1 ? 4 : 2
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency, minimumFractionDigits: 2,
      maximumFractionDigits: digits }).format(value)
  } catch {
    // The operator's word for it, where that is no currency that the browser knows.
    return `${value.toFixed(digits)} ${currency}`
  }
}
