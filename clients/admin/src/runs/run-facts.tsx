import type { ReactNode } from 'react'
import { call } from '../api/client'
import { useResource } from '../api/use-resource'
import { source } from '../approvals/source'
import { Visible } from '../design/visible'
import type { StoredEvent } from '../events/types'
import { money } from '../usage/money'
import { type Ledger, ledger, type Spent } from './ledger'

const count = new Intl.NumberFormat('en')

/** What a run took, whom it asked and what it met, in a few lines above its events. */
export function RunFacts({ events }: { events: StoredEvent[] }) {
  const sum = ledger(events)
  const isPriced = sum.spent.some(spent => spent.cost !== null)
  const budget = useResource(`currency ${isPriced}`, async signal =>
    isPriced ? call('get', '/api/v1/workspaces/{workspace}/budget', { signal }) : null)
  const currency = budget.value?.currency ?? null
  if (events.length === 0) return null
  return (
    <dl className="act run-facts">
      {sum.spent.map(spent => (
        <Fact key={spent.model} name="Model">
          <Visible text={spent.model} /> <span className="hint">{spentWords(spent, currency)}</span>
        </Fact>
      ))}
      {sum.lost.length > 0 && (
        <Fact name="Failed models">
          <ul>
            {sum.lost.map((lost, at) => (
              <li key={at} className="run-lost">
                <Visible text={lost.model} /> failed: <Visible text={lost.why} />
              </li>
            ))}
          </ul>
        </Fact>
      )}
      {sum.allowed + sum.asked + sum.denied > 0 && <Fact name="Policy">{policyWords(sum)}</Fact>}
      {sum.artifacts > 0 && (
        <Fact name="Files kept">{sum.artifacts}</Fact>
      )}
      <Fact name="Made of">
        <span className={`source ${sum.trust === 'untrusted' ? 'untrusted' : ''}`}>
          {source({ trust: sum.trust, sensitivity: 'internal', sources: [], overflow: false })}
        </span>
      </Fact>
      {sum.error && (
        <Fact name="Error">
          <span className="run-lost">
            <Visible text={sum.error} />
          </span>
        </Fact>
      )}
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function spentWords(spent: Spent, currency: string | null): string {
  const calls = spent.calls === 1 ? 'asked once' : `asked ${spent.calls} times`
  const cost = spent.cost !== null && currency ? `, ${money(spent.cost, currency)}` : ''
  return `${calls}, ${count.format(spent.tokensIn)} tokens in, ${count.format(spent.tokensOut)} out${cost}`
}

function policyWords(sum: Ledger): string {
  const words: [number, string][] = [[sum.allowed, 'allowed'], [sum.asked, 'asked'], [sum.denied, 'denied']]
  return words.filter(([found]) => found > 0).map(([found, word]) => `${found} ${word}`).join(', ')
}
