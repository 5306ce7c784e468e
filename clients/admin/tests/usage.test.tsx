import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import type { BudgetLimit, UsageSum } from '../src/api/types'
import { Budgets } from '../src/usage/budgets'
import { DayChart } from '../src/usage/day-chart'
import { money } from '../src/usage/money'
import { days, total } from '../src/usage/sums'
import { costWords } from '../src/usage/usage-table'

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const sum = (more: Partial<UsageSum>): UsageSum => ({
  calls: 1, failures: 0, estimates: 0, unpriced: 0, inputTokens: 10, cachedTokens: 0, outputTokens: 5, costMicro: 100,
  ...more,
})

it.each([
  [0, 'USD', '$0.00'],
  [1_234_560_000, 'USD', '$1,234.56'],
  [420, 'EUR', '€0.0004'],
  [5_000_000, 'nonsense', '5.00 nonsense'],
])('%d of %s is %s', (micro, currency, said) => expect(money(micro, currency)).toBe(said))

it('has every day in its order, also over the change of a month', () => {
  const known = days([sum({ day: '2026-03-01' })], '2026-02-27', '2026-03-02')
  expect(known.map(one => [one.day, one.sum?.calls ?? 0])).toEqual([
    ['2026-02-27', 0], ['2026-02-28', 0], ['2026-03-01', 1], ['2026-03-02', 0],
  ])
})

it('adds up', () => {
  expect(total([sum({}), sum({ failures: 2, unpriced: 1, costMicro: 0 })]))
    .toEqual({ calls: 2, failures: 2, unpriced: 1, tokens: 30, cost: 100 })
})

it('says of what has no price that it has none, not that it was free', () => {
  expect(costWords(sum({ calls: 2, unpriced: 2, costMicro: 0 }), 'USD')).toBe('no price')
  expect(costWords(sum({ calls: 2, unpriced: 0, costMicro: 0 }), 'USD')).toBe('$0.00')
})

it('says in words what the chart shows, also when it shows nothing', () => {
  const bars = [{ day: '2026-03-01', value: 1, words: '$1.00' }, { day: '2026-03-02', value: 3, words: '$3.00' }]
  const { rerender } = render(<DayChart title="Cost by day" bars={bars} />)
  expect(screen.getByRole('img').textContent).toMatch(/the most on .*2.*, \$3\.00/)
  rerender(<DayChart title="Cost by day" bars={bars.map(bar => ({ ...bar, value: 0 }))} />)
  expect(screen.getByRole('img', { name: 'Cost by day: none.' })).toBeTruthy()
})

function limits(...found: BudgetLimit[]): void {
  vi.stubGlobal('fetch', async () => Response.json({ currency: 'USD', limits: found, notices: [], prices: [] }))
  render(<Budgets />)
}

it('shows how far a limit is, and not beyond its end', async () => {
  limits(
    { level: 'workspace', period: 'day', limitMicro: 10_000_000, spentMicro: 8_500_000, reservedMicro: 4_000_000 },
    { level: 'user', period: 'month', limitTokens: 1000, spentTokens: 1500, reservedTokens: 0 },
    { level: 'run', period: 'total', limitTokens: 9000 },
    { level: 'tenant', period: 'day', limitMicro: 0, spentMicro: 0, reservedMicro: 0 },
  )
  const meter = await screen.findByRole('meter', { name: 'This workspace, today, money' })
  expect(meter.getAttribute('aria-valuetext')).toBe('$8.50 of $10.00, 85 %')
  expect([...meter.querySelectorAll('.limit-held, .limit-spent')].map(bar => bar.getAttribute('width')))
    .toEqual(['15', '85'])
  const over = screen.getByRole('meter', { name: 'You, this month, tokens' })
  expect(over.getAttribute('aria-valuenow')).toBe('100')
  expect(screen.getByText('at most 9,000 tokens')).toBeTruthy()
  expect(screen.getByRole('meter', { name: /All workspaces/ }).getAttribute('aria-valuenow')).toBe('100')
})

it('says when nothing is bounded', async () => {
  limits()
  expect(await screen.findByText(/No limit is set/)).toBeTruthy()
})
