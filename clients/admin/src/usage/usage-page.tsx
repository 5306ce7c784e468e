import { useState } from 'react'
import { call } from '../api/client'
import type { Caller, UsageSum } from '../api/types'
import { useResource } from '../api/use-resource'
import { Nothing, Trouble, Waiting } from '../design/states'
import { Page } from '../shell/page'
import { Budgets } from './budgets'
import { DayChart, dayWords } from './day-chart'
import { amount, money } from './money'
import { days, daysBefore, tokensOf, total } from './sums'
import './usage.css'
import { costWords, UsageTable } from './usage-table'

const spans = [7, 30, 90] as const

/** What model calls took, by day and by what they were for, and how far the budgets are. */
export function UsagePage({ caller }: { caller: Caller }) {
  const [span, setSpan] = useState<(typeof spans)[number]>(30)
  const from = daysBefore(new Date(), span - 1)
  const agents = useResource('agents', signal => call('get', '/api/v1/workspaces/{workspace}/agents', { signal }))
  const names = new Map(agents.value?.items.map(agent => [agent.id, agent.name]))
  return (
    <Page
      title="Usage"
      intro={caller.role === 'member' ? 'What your work took of the models.' : 'What all work here took of the models.'}
      actions={
        <div className="choice" role="group" aria-label="How far back">
          {spans.map(one => (
            <button key={one} type="button" aria-pressed={span === one} onClick={() => setSpan(one)}>
              {one} days
            </button>
          ))}
        </div>
      }
    >
      <ByDay from={from} key={from} />
      <Budgets />
      <UsageTable by="model" title="By model" from={from} nameOf={modelName} />
      <UsageTable by="level" title="By level" from={from} nameOf={sum => sum.level ?? ''} />
      <UsageTable by="agent" title="By agent" from={from} nameOf={sum => names.get(sum.agent ?? '') ?? 'an agent'} />
      {caller.role !== 'member' && (
        <UsageTable by="user" title="By person" from={from} nameOf={sum => person(sum, caller)} />
      )}
    </Page>
  )
}

const modelName = (sum: UsageSum) => [...new Set([sum.provider, sum.model])].filter(Boolean).join(' ')

const person = (sum: UsageSum, caller: Caller) =>
  sum.user === caller.account ? 'you' : `account ${sum.user?.slice(-8) ?? 'unknown'}`

function ByDay({ from }: { from: string }) {
  const [shows, setShows] = useState<'cost' | 'tokens' | null>(null)
  const usage = useResource(`usage day ${from}`, signal =>
    call('get', '/api/v1/workspaces/{workspace}/usage', { query: { by: 'day', from }, signal }), 10_000)
  const { value } = usage
  if (usage.error && !value) return <Trouble text={usage.error} onRetry={usage.reload} />
  if (!value) return <Waiting />
  const all = total(value.items)
  if (all.calls + all.failures === 0) return <Nothing title="No model was asked in this time." />
  const isCost = (shows ?? (all.cost > 0 ? 'cost' : 'tokens')) === 'cost'
  const words = (sum: UsageSum | null) =>
    isCost ? money(sum?.costMicro ?? 0, value.currency) : `${amount(sum ? tokensOf(sum) : 0)} tokens`
  const known = days(value.items, value.from, value.to)
  const bars = known.map(({ day, sum }) => ({
    day, value: sum ? (isCost ? sum.costMicro : tokensOf(sum)) : 0, words: words(sum),
  }))
  return (
    <section aria-labelledby="days-title">
      <div className="usage-head">
        <h2 id="days-title">By day</h2>
        <div className="choice" role="group" aria-label="Shown">
          <button type="button" className="small" aria-pressed={isCost} onClick={() => setShows('cost')}>Cost</button>
          <button type="button" className="small" aria-pressed={!isCost} onClick={() => setShows('tokens')}>
            Tokens
          </button>
        </div>
      </div>
      <dl className="totals">
        <div>
          <dt>Cost</dt>
          <dd>{all.unpriced === all.calls ? 'no price' : money(all.cost, value.currency)}</dd>
        </div>
        <div>
          <dt>Tokens</dt>
          <dd>{amount(all.tokens)}</dd>
        </div>
        <div>
          <dt>Calls</dt>
          <dd>{amount(all.calls)}</dd>
        </div>
        <div>
          <dt>Failed</dt>
          <dd>{amount(all.failures)}</dd>
        </div>
      </dl>
      {all.unpriced > 0 && (
        <p className="hint">
          {amount(all.unpriced)} of {amount(all.calls)} calls were of models without a price. Settings can
          hold prices.
        </p>
      )}
      <DayChart bars={bars} title={isCost ? 'Cost by day' : 'Tokens by day'} />
      <details>
        <summary>As a table</summary>
        <div className="table-frame" tabIndex={0} role="group" aria-label="By day">
          <table className="usage">
            <thead>
              <tr>
                <th scope="col">Day</th>
                <th scope="col" className="number">Calls</th>
                <th scope="col" className="number">Tokens</th>
                <th scope="col" className="number">Cost</th>
              </tr>
            </thead>
            <tbody>
              {known.flatMap(({ day, sum }) => (sum === null ? [] : [(
                <tr key={day}>
                  <th scope="row">{dayWords(day)}</th>
                  <td className="number">{amount(sum.calls)}</td>
                  <td className="number">{amount(tokensOf(sum))}</td>
                  <td className="number">{costWords(sum, value.currency)}</td>
                </tr>
              )]))}
            </tbody>
          </table>
        </div>
      </details>
    </section>
  )
}
