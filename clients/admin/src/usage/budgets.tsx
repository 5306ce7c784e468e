import { call } from '../api/client'
import type { BudgetLimit, BudgetStatus } from '../api/types'
import { useResource } from '../api/use-resource'
import { Trouble } from '../design/states'
import { Moment } from '../design/time'
import { amount, money } from './money'

const everyMs = 10_000

const levels: Record<BudgetLimit['level'], string> = {
  tenant: 'All workspaces together',
  workspace: 'This workspace',
  user: 'You',
  agent: 'The agent',
  run: 'Each run',
}

const periods: Record<BudgetLimit['period'], string> = {
  day: 'today',
  month: 'this month',
  total: 'in all',
}

/** The limits that hold here, and how far they are used. */
export function Budgets() {
  const budget = useResource('budget', signal =>
    call('get', '/api/v1/workspaces/{workspace}/budget', { signal }), everyMs)
  const { value } = budget
  return (
    <section aria-labelledby="budgets-title">
      <h2 id="budgets-title">Budgets</h2>
      {budget.error && <Trouble text={budget.error} onRetry={budget.reload} />}
      {value?.limits.length === 0 && <p className="hint">No limit is set. Settings can hold some.</p>}
      <ul className="limits">
        {value?.limits.flatMap((limit, at) => sidesOf(limit, value.currency).map(side => (
          <li key={`${at} ${side.unit}`}>
            <Limit limit={limit} side={side} />
          </li>
        )))}
      </ul>
      {value && value.notices.length > 0 && <Notices notices={value.notices} />}
    </section>
  )
}

/** What a limit bounds: money, tokens, or both. */
type Side = {
  unit: string
  bound: number
  spent: number | null
  reserved: number
  words: (value: number) => string
  of: string
}

function sidesOf(limit: BudgetLimit, currency: string): Side[] {
  const sides: Side[] = []
  if (limit.limitMicro != null) sides.push({
    unit: 'money', bound: limit.limitMicro, spent: limit.spentMicro ?? null, reserved: limit.reservedMicro ?? 0,
    words: value => money(value, currency), of: money(limit.limitMicro, currency),
  })
  if (limit.limitTokens != null) sides.push({
    unit: 'tokens', bound: limit.limitTokens, spent: limit.spentTokens ?? null, reserved: limit.reservedTokens ?? 0,
    words: amount, of: `${amount(limit.limitTokens)} tokens`,
  })
  return sides
}

function Limit({ limit, side }: { limit: BudgetLimit; side: Side }) {
  const name = `${levels[limit.level]}, ${periods[limit.period]}`
  const { bound, spent, reserved, words, of } = side
  if (spent === null) {
    return (
      <p className="limit-head">
        <span>{name}</span> <span className="hint">at most {of}</span>
      </p>
    )
  }
  const used = bound > 0 ? (spent / bound) * 100 : 100
  const share = Math.min(100, used)
  const held = Math.min(100 - share, bound > 0 ? (reserved / bound) * 100 : 0)
  const tone = share >= 100 ? 'bad' : share >= 80 ? 'wait' : 'good'
  const said = `${words(spent)} of ${of}, ${Math.floor(used)} %`
  return (
    <>
      <p className="limit-head">
        <span>{name}</span>
        <span className={`limit-state ${tone}`}>
          {said}
          {reserved > 0 && <span className="hint"> and {words(reserved)} reserved</span>}
        </span>
      </p>
      <div role="meter" aria-label={`${name}, ${side.unit}`} aria-valuemin={0} aria-valuemax={100}
        aria-valuenow={Math.floor(share)} aria-valuetext={said}>
        <svg className={`limit-bar ${tone}`} viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
          <rect className="limit-whole" width="100" height="6" />
          <rect className="limit-held" x={share} width={held} height="6" />
          <rect className="limit-spent" width={share} height="6" />
          {[50, 80].map(mark => (
            <rect key={mark} className="limit-mark" x={mark} width="0.3" height="6" />
          ))}
        </svg>
      </div>
    </>
  )
}

function Notices({ notices }: { notices: BudgetStatus['notices'] }) {
  return (
    <details>
      <summary>What was noticed ({notices.length})</summary>
      <ul className="rows">
        {notices.map(notice => (
          <li key={notice.id} className="row">
            <span className="row-title">
              {levels[notice.level]}: {notice.percent} % of the limit for {notice.from} used{' '}
              <a href={`#/threads/${notice.thread}`}>in this conversation</a>
            </span>
            <Moment at={notice.at} />
          </li>
        ))}
      </ul>
    </details>
  )
}
