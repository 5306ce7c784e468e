import { kept } from '../events/artifacts'
import { list, number, object, type Payload, type StoredEvent, text } from '../events/types'

/** One model that answered in a run, and what that took. */
export type Spent = {
  model: string
  calls: number
  tokensIn: number
  tokensOut: number
  /** In millionths; null where nobody has said what the model costs. */
  cost: number | null
}

/** A model that failed, so that another was asked, or the same again. */
export type Lost = { model: string; why: string }

/** What a run took and met, added up from its events. */
export type Ledger = {
  spent: Spent[]
  lost: Lost[]
  allowed: number
  asked: number
  denied: number
  artifacts: number
  trust: StoredEvent['labels']['trust']
  error: string
}

const order = ['system', 'member', 'tool', 'untrusted'] as const

export function ledger(events: StoredEvent[]): Ledger {
  const sum: Ledger = {
    spent: [], lost: [], allowed: 0, asked: 0, denied: 0, artifacts: 0, trust: 'system', error: '',
  }
  for (const event of events) {
    if (order.indexOf(event.labels.trust) > order.indexOf(sum.trust)) sum.trust = event.labels.trust
    add(sum, event)
  }
  return sum
}

function add(sum: Ledger, event: StoredEvent): void {
  const { payload } = event
  switch (event.type) {
    case 'model.responded':
      sum.lost.push(...tries(payload))
      spend(sum, payload)
      break
    case 'model.failed': {
      const lost = tries(payload)
      sum.lost.push(...(lost.length > 0 ? lost : [{ model: 'the model', why: text(payload, 'error') }]))
      break
    }
    case 'policy.decided':
      if (text(payload, 'verdict') === 'deny') sum.denied++
      else if (text(payload, 'verdict') === 'ask') sum.asked++
      else sum.allowed++
      break
    case 'artifact.created':
      if (kept(event)) sum.artifacts++
      break
    case 'run.failed':
      sum.error = text(payload, 'error')
      break
  }
}

function spend(sum: Ledger, payload: Payload | null): void {
  const model = nameOf(payload)
  const usage = object(payload, 'usage')
  let spent = sum.spent.find(one => one.model === model)
  if (!spent) sum.spent.push((spent = { model, calls: 0, tokensIn: 0, tokensOut: 0, cost: null }))
  spent.calls++
  spent.tokensIn += number(usage, 'inputTokens') ?? 0
  spent.tokensOut += number(usage, 'outputTokens') ?? 0
  const cost = costOf(payload)
  if (cost !== null) spent.cost = (spent.cost ?? 0) + cost
}

/** What a call cost; null where its event does not say, or nobody knows. */
export function costOf(payload: Payload | null): number | null {
  const charge = object(payload, 'charge')
  return charge?.['isUnpriced'] === true ? null : number(charge, 'cost')
}

/** Who failed before somebody answered, as a model's event tells it. */
export const tries = (payload: Payload | null): Lost[] =>
  list(payload, 'tries').map(one => ({ model: nameOf(one as Payload), why: text(one as Payload, 'error') }))

export const nameOf = (payload: Payload | null): string =>
  [text(payload, 'provider'), text(payload, 'model')].filter(Boolean).join(' ') || 'a model'
