import type { UsageSum } from '../api/types'

export type Total = { calls: number; failures: number; unpriced: number; tokens: number; cost: number }

export const tokensOf = (sum: UsageSum): number => sum.inputTokens + sum.outputTokens

export function total(sums: UsageSum[]): Total {
  const all: Total = { calls: 0, failures: 0, unpriced: 0, tokens: 0, cost: 0 }
  for (const sum of sums) {
    all.calls += sum.calls
    all.failures += sum.failures
    all.unpriced += sum.unpriced
    all.tokens += tokensOf(sum)
    all.cost += sum.costMicro
  }
  return all
}

const dayMs = 86_400_000

/** Every day of the span in its order, also those on which nothing was done. */
export function days(sums: UsageSum[], from: string, to: string): { day: string; sum: UsageSum | null }[] {
  const known = new Map(sums.map(sum => [sum.day, sum]))
  const found: { day: string; sum: UsageSum | null }[] = []
  for (let at = Date.parse(from); at <= Date.parse(to); at += dayMs) {
    const day = new Date(at).toISOString().slice(0, 10)
    found.push({ day, sum: known.get(day) ?? null })
  }
  return found
}

/** The day before `to` by so many, as the API names days. */
export const daysBefore = (to: Date, count: number): string =>
  new Date(to.getTime() - count * dayMs).toISOString().slice(0, 10)
