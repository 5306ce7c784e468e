import { kept } from '../events/artifacts'
import { list, number, object, type Payload, parse, type StoredEvent, text } from '../events/types'
import { size } from '../files/kinds'
import { nameOf, tries } from './ledger'

/** Says in a few words what an event says. */
export function story(event: StoredEvent): string {
  const { payload } = event
  switch (event.type) {
    case 'run.started':
      return text(payload, 'title')
    case 'run.parked':
      return `waits for ${text(payload, 'reason')}`
    case 'run.completed':
      return result(object(payload, 'result'))
    case 'run.failed':
    case 'tool.failed':
      return text(payload, 'error')
    case 'model.failed':
      return `${text(payload, 'error')}${lost(payload)}`
    case 'run.cancelled':
      return text(payload, 'reason')
    case 'policy.decided':
      return decision(payload)
    case 'approval.requested':
      return request(object(object(payload, 'request'), 'act'))
    case 'approval.decided':
      return [text(object(payload, 'decision'), 'status'), text(object(payload, 'decision'), 'note')].join(' ').trim()
    case 'approval.expired':
      return 'nobody decided in time'
    case 'model.requested':
      return `level ${text(payload, 'level')}`
    case 'model.responded':
      return response(payload)
    case 'step.started':
      return `step ${number(payload, 'step')}: ${text(payload, 'kind')}${attempt(payload)}`
    case 'step.superseded':
      return 'not waited for, as a message came'
    case 'step.finished':
      return payload?.['succeeded'] === true ? 'passed' : 'did not pass'
    case 'tool.requested':
      return request(object(payload, 'call'))
    case 'tool.completed':
      return outcome(text(payload, 'result'))
    case 'question.asked':
      return text(object(payload, 'question'), 'text')
    case 'question.answered':
      return text(object(payload, 'answer'), 'text')
    case 'question.expired':
      return 'nobody answered in time'
    case 'artifact.created':
      return artifact(event)
    case 'budget.reserved':
      return `at most ${number(object(payload, 'amount'), 'tokens') ?? 0} tokens`
    case 'budget.settled':
      return `${number(object(payload, 'amount'), 'tokens') ?? 0} tokens`
    case 'budget.short':
      return object(payload, 'shortage') ? `the budget is used: ${limit(payload)}` : 'there is budget again'
    case 'budget.granted':
      return `${number(object(payload, 'amount'), 'tokens') ?? 0} tokens more`
    case 'memory.recalled':
      return `${list(payload, 'facts').length} facts, ${number(payload, 'tokens')} tokens`
    default:
      return text(payload, 'text') || text(payload, 'status')
  }
}

function request(call: Payload | null): string {
  const command = text(parse(text(call, 'arguments')), 'command')
  return command ? `$ ${command}` : `${text(call, 'tool')} ${text(call, 'arguments')}`
}

function response(payload: Payload | null): string {
  const calls = list(payload, 'calls').map(call => text(call as Payload, 'tool'))
  const said = calls.length > 0 ? `calls ${calls.join(', ')}` : text(payload, 'text')
  return `${nameOf(payload)}, ${tokens(payload)}${lost(payload)}: ${said}`
}

const decision = (payload: Payload | null): string =>
  `${text(payload, 'tool')}: ${text(payload, 'verdict')} by ${text(payload, 'rule')}. ${text(payload, 'why')}`

const limit = (payload: Payload | null): string => {
  const found = object(object(payload, 'shortage'), 'limit')
  return `${text(found, 'level')}, ${text(found, 'period')}`
}

const tokens = (payload: Payload | null): string => {
  const usage = object(payload, 'usage')
  return `${number(usage, 'inputTokens') ?? 0} tokens in, ${number(usage, 'outputTokens') ?? 0} out`
}

/** Models that failed before this came of it. */
const lost = (payload: Payload | null): string => {
  const failed = tries(payload).map(one => `${one.model} failed: ${one.why}`)
  return failed.length > 0 ? ` (${failed.join('; ')})` : ''
}

function artifact(event: StoredEvent): string {
  const made = kept(event)
  return made ? `kept ${made.path}, ${size(made.bytes)}` : 'erased'
}

function outcome(said: string): string {
  const parsed = parse(said)
  const code = number(parsed, 'exit_code')
  return code === null ? text(parsed, 'error') : `exit ${code}`
}

const result = (payload: Payload | null) =>
  payload ? `${text(payload, 'end')}: ${text(payload, 'summary')}` : ''

const attempt = (payload: Payload | null) => {
  const at = number(payload, 'attempt') ?? 1
  return at > 1 ? `, attempt ${at}` : ''
}
