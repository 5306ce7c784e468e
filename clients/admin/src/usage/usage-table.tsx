import { call } from '../api/client'
import type { UsageSum } from '../api/types'
import { useResource } from '../api/use-resource'
import { Trouble } from '../design/states'
import { Visible } from '../design/visible'
import { amount, money } from './money'
import { tokensOf } from './sums'

type Props = {
  by: 'user' | 'agent' | 'level' | 'model'
  title: string
  from: string
  nameOf: (sum: UsageSum) => string
}

/** What was taken, told apart by one thing, the most first. */
export function UsageTable({ by, title, from, nameOf }: Props) {
  const found = useResource(`usage ${by} ${from}`, signal =>
    call('get', '/api/v1/workspaces/{workspace}/usage', { query: { by, from }, signal }))
  const items = found.value?.items ?? []
  const currency = found.value?.currency ?? ''
  const sorted = items.toSorted((a, b) => b.costMicro - a.costMicro || tokensOf(b) - tokensOf(a))
  if (found.error) return <Trouble text={found.error} onRetry={found.reload} />
  if (sorted.length === 0) return null
  return (
    <section aria-label={title}>
      <div className="table-frame" tabIndex={0} role="group" aria-label={title}>
        <table className="usage">
          <caption>{title}</caption>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col" className="number">Calls</th>
              <th scope="col" className="number">Tokens in</th>
              <th scope="col" className="number">Tokens out</th>
              <th scope="col" className="number">Cost</th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((sum, at) => (
              <tr key={at}>
                <th scope="row">
                  <Visible text={nameOf(sum)} />
                </th>
                <td className="number">{amount(sum.calls)}</td>
                <td className="number">{amount(sum.inputTokens)}</td>
                <td className="number">{amount(sum.outputTokens)}</td>
                <td className="number">{costWords(sum, currency)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** Where nobody has said what a model costs, nothing is known of its cost. */
export function costWords(sum: UsageSum, currency: string): string {
  if (sum.calls > 0 && sum.unpriced === sum.calls) return 'no price'
  return money(sum.costMicro, currency)
}
