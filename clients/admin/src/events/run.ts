import type { RunStatus, TaskEnd } from '../api/types'
import { type Kept, kept } from './artifacts'
import { join, type Live } from './live'
import * as questions from './questions'
import { number, object, type Output, type Payload, parse, type StoredEvent, text } from './types'

/** One call of a tool, a check, or something noted, in the order in which a run met them. */
export type Step =
  | { kind: 'call'; key: string; step: number; tool: string; arguments: string; outcome: Outcome | null }
  | { kind: 'check'; key: string; step: number; passed: boolean; result: string }
  | { kind: 'note'; key: string; text: string; tone: 'plain' | 'bad' }
  | { kind: 'approval'; key: string; approval: string }
  | { kind: 'question'; key: string; question: string }
  | { kind: 'artifact'; key: string; artifact: Kept }

export type Outcome = { failed: boolean; text: string }

/** What was asked of a person, as the run's own journal holds it. */
export type Asked = {
  id: string
  status: 'open' | 'allowed' | 'denied' | 'expired' | 'withdrawn'
  note: string
  edited: boolean
}

/** One run as its events tell it. */
export type RunModel = {
  id: string
  kind: string
  title: string
  status: RunStatus
  startedAt: string | null
  endedAt: string | null
  waitsFor: string | null
  end: TaskEnd | null
  error: string | null
  summary: string | null
  steps: Step[]
  asked: Record<string, Asked>
  questions: questions.Questions
  live: Record<number, Live>
}

export const newRun = (id: string): RunModel => ({
  id,
  kind: '',
  title: '',
  status: 'queued',
  startedAt: null,
  endedAt: null,
  waitsFor: null,
  end: null,
  error: null,
  summary: null,
  steps: [],
  asked: {},
  questions: {},
  live: {},
})

export const isOver = (run: RunModel): boolean =>
  run.status === 'completed' || run.status === 'failed' || run.status === 'cancelled'

/** What the run's latest step is saying, word by word, before it is committed. */
export const liveStep = (run: RunModel): Live | null => {
  const steps = Object.keys(run.live).map(Number)
  return run.live[Math.max(...steps)] ?? null
}

/** What waits for a person in it. */
export const openQuestions = (run: RunModel): questions.Question[] =>
  isOver(run) ? [] : Object.values(run.questions).filter(question => question.status === 'open')

/** The files that it made and that were kept, once each. */
export const artifactsOf = (run: RunModel): Kept[] =>
  run.steps.flatMap(step => (step.kind === 'artifact' ? [step.artifact] : []))

/** A piece of live output; of a step that has ended the events have said all. */
export function hear(run: RunModel, piece: Output): RunModel {
  const call = run.steps.find(step => step.kind === 'call' && step.step === piece.step)
  if (isOver(run) || (call?.kind === 'call' && call.outcome)) return run
  return { ...run, live: { ...run.live, [piece.step]: join(run.live[piece.step], piece) } }
}

/** The run after one more event of its journal. */
export function apply(run: RunModel, event: StoredEvent): RunModel {
  const { payload } = event
  const step = number(payload, 'step') ?? 0
  switch (event.type) {
    case 'run.started':
      return {
        ...run,
        kind: text(payload, 'kind'),
        title: text(payload, 'title'),
        status: 'running',
        startedAt: event.at,
      }
    case 'run.parked':
      return { ...run, status: 'parked', waitsFor: text(payload, 'reason') }
    case 'run.resumed':
      return { ...run, status: 'running', waitsFor: null }
    case 'run.completed':
      return ended(run, event, 'completed', result(run, object(payload, 'result')))
    case 'run.failed':
      return ended(run, event, 'failed', { error: text(payload, 'error') })
    case 'run.cancelled':
      return ended(run, event, 'cancelled', { error: text(payload, 'reason') })
    case 'tool.requested':
      return requested(run, event, step, object(payload, 'call'))
    case 'tool.completed':
      return settled(run, step, { failed: false, text: text(payload, 'result') })
    case 'tool.failed':
      return settled(run, step, { failed: true, text: text(payload, 'error') })
    case 'step.superseded':
    case 'model.responded':
      return { ...run, live: without(run.live, step) }
    case 'model.failed':
      return note({ ...run, live: without(run.live, step) }, event, `The model failed: ${text(payload, 'error')}`)
    case 'step.finished':
      return checked(run, event, step)
    case 'note':
      return note(run, event, text(payload, 'text'), 'plain')
    case 'policy.decided':
      return text(payload, 'verdict') === 'deny'
        ? note(run, event, `Policy forbids ${text(payload, 'tool')}: ${text(payload, 'why')}`)
        : run
    case 'approval.requested':
      return asked(run, event, object(payload, 'request'))
    case 'approval.decided':
    case 'approval.expired':
      return decided(run, object(payload, 'decision'))
    case 'question.asked':
      return questioned(run, event)
    case 'question.answered':
      return { ...run, questions: questions.answered(run.questions, object(payload, 'answer')) }
    case 'question.expired':
      return { ...run, questions: questions.expired(run.questions, text(payload, 'question')) }
    case 'artifact.created':
      return made(run, event)
    default:
      return run
  }
}

function ended(run: RunModel, event: StoredEvent, status: RunStatus, more: Partial<RunModel>): RunModel {
  return { ...run, ...more, status, endedAt: event.at, waitsFor: null, live: {} }
}

function result(run: RunModel, payload: Payload | null): Partial<RunModel> {
  return payload ? { end: text(payload, 'end') as TaskEnd, summary: text(payload, 'summary') } : { end: run.end }
}

function requested(run: RunModel, event: StoredEvent, step: number, call: Payload | null): RunModel {
  const made: Step = {
    kind: 'call',
    key: event.id,
    step,
    tool: text(call, 'tool'),
    arguments: text(call, 'arguments'),
    outcome: null,
  }
  return { ...run, steps: [...run.steps, made] }
}

function settled(run: RunModel, at: number, outcome: Outcome): RunModel {
  const steps = run.steps.map(step => (step.kind === 'call' && step.step === at ? { ...step, outcome } : step))
  return { ...run, steps, live: without(run.live, at) }
}

/** Only checks end by this event; other steps have one that says more. */
function checked(run: RunModel, event: StoredEvent, step: number): RunModel {
  const said = text(event.payload, 'result')
  const parsed = parse(said)
  const passed = event.payload?.['succeeded'] === true
  const made: Step = {
    kind: 'check',
    key: event.id,
    step,
    passed,
    result: parsed ? text(parsed, 'stdout') + text(parsed, 'stderr') : said,
  }
  return { ...run, steps: [...run.steps, made], live: without(run.live, step) }
}

function note(run: RunModel, event: StoredEvent, said: string, tone: 'plain' | 'bad' = 'bad'): RunModel {
  return { ...run, steps: [...run.steps, { kind: 'note', key: event.id, text: said, tone }] }
}

function asked(run: RunModel, event: StoredEvent, request: Payload | null): RunModel {
  const id = text(request, 'approval')
  return {
    ...run,
    steps: [...run.steps, { kind: 'approval', key: event.id, approval: id }],
    asked: { ...run.asked, [id]: { id, status: 'open', note: '', edited: false } },
  }
}

function questioned(run: RunModel, event: StoredEvent): RunModel {
  const question = object(event.payload, 'question')
  const made: Step = { kind: 'question', key: event.id, question: text(question, 'question') }
  return { ...run, steps: [...run.steps, made], questions: questions.asked(run.questions, question) }
}

function made(run: RunModel, event: StoredEvent): RunModel {
  const artifact = kept(event)
  return artifact ? { ...run, steps: [...run.steps, { kind: 'artifact', key: event.id, artifact }] } : run
}

function decided(run: RunModel, decision: Payload | null): RunModel {
  const id = text(decision, 'approval')
  const status = text(decision, 'status') as Asked['status']
  const made: Asked = { id, status, note: text(decision, 'note'), edited: decision?.['isEdited'] === true }
  return { ...run, asked: { ...run.asked, [id]: made } }
}

function without(live: Record<number, Live>, step: number): Record<number, Live> {
  if (!(step in live)) return live
  const { [step]: _, ...rest } = live
  return rest
}
