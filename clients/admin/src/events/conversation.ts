import { apply, hear, isOver, newRun, type RunModel } from './run'
import * as questions from './questions'
import { type Feed, list, number, object, type Output, type Payload, type StoredEvent, text } from './types'

export type Delegated = {
  kind: 'task'
  key: string
  run: string
  /** The turn that delegated it. */
  turn: string
  number: number
  title: string
  goal: string
  checks: string[]
}

/** What stands in a conversation, in the order in which its thread holds it. */
export type Item =
  | { kind: 'said'; key: string; id: string; run: string; text: string; images: string[]; at: string }
  | { kind: 'answer'; key: string; run: string; text: string; at: string }
  | Delegated
  | { kind: 'asks'; key: string; run: string; task: number }
  | { kind: 'ended'; key: string; run: string; status: 'failed' | 'cancelled' }

/** A thread with all its runs, folded from its events: the same events give the same state, here and elsewhere. */
export type Conversation = {
  /** Whether the beginning was read; until then nothing can be said of what is there. */
  isLoaded: boolean
  title: string
  items: Item[]
  runs: Record<string, RunModel>
  /** Turns that were started and have not ended, oldest first. */
  turns: string[]
}

export const emptyConversation: Conversation = { isLoaded: false, title: '', items: [], runs: {}, turns: [] }

/** The conversation after what came; copied once for all of it. */
export function advance(before: Conversation, feed: Feed[], fresh: boolean): Conversation {
  const base = fresh ? emptyConversation : before
  const next: Conversation = {
    isLoaded: true,
    title: base.title,
    items: [...base.items],
    runs: { ...base.runs },
    turns: [...base.turns],
  }
  for (const one of feed) {
    if ('output' in one) listen(next, one.output)
    else if (one.event.journal.kind === 'run') follow(next, one.event)
    else if (one.event.journal.kind === 'thread') read(next, one.event)
  }
  return next
}

/** Tasks that are not over, in any turn. */
export const openTasks = (conversation: Conversation): RunModel[] =>
  conversation.items.flatMap(item => {
    const run = item.kind === 'task' ? conversation.runs[item.run] : undefined
    return run && !isOver(run) ? [run] : []
  })

function runOf(conversation: Conversation, id: string): RunModel {
  return conversation.runs[id] ?? newRun(id)
}

function follow(conversation: Conversation, event: StoredEvent): void {
  const id = event.journal.id
  conversation.runs[id] = apply(runOf(conversation, id), event)
}

function listen(conversation: Conversation, piece: Output): void {
  conversation.runs[piece.run] = hear(runOf(conversation, piece.run), piece)
}

function read(conversation: Conversation, event: StoredEvent): void {
  const { payload } = event
  const run = text(payload, 'run')
  switch (event.type) {
    case 'thread.opened':
      conversation.title = text(payload, 'title')
      break
    case 'message.received':
      if (!conversation.title) conversation.title = text(payload, 'text').split('\n')[0] ?? ''
      conversation.items.push({
        kind: 'said',
        key: event.id,
        id: text(payload, 'message'),
        run,
        text: text(payload, 'text'),
        images: list(payload, 'images').map(image => text(image as Payload, 'sha256')),
        at: event.at,
      })
      break
    case 'message.sent': {
      // That a task asks something is said to all channels; here its card says it, and a line leads there.
      const task = conversation.items.find(item => item.kind === 'task' && item.run === run)
      if (task?.kind === 'task') conversation.items.push({ kind: 'asks', key: event.id, run, task: task.number })
      else answer(conversation, { kind: 'answer', key: event.id, run, text: text(payload, 'text'), at: event.at })
      break
    }
    case 'turn.started':
      conversation.turns.push(run)
      break
    case 'turn.ended': {
      conversation.turns = conversation.turns.filter(turn => turn !== run)
      const status = text(payload, 'status')
      if (status === 'failed' || status === 'cancelled')
        conversation.items.push({ kind: 'ended', key: event.id, run, status })
      break
    }
    case 'task.delegated':
      delegate(conversation, event)
      break
    case 'task.finished':
      finish(conversation, event)
      break
    case 'question.asked':
      inRun(conversation, text(object(payload, 'question'), 'run'), known =>
        questions.asked(known, object(payload, 'question')))
      break
    case 'question.answered':
      ofQuestion(conversation, text(object(payload, 'answer'), 'question'), known =>
        questions.answered(known, object(payload, 'answer')))
      break
    case 'question.expired':
      ofQuestion(conversation, text(payload, 'question'), known =>
        questions.expired(known, text(payload, 'question')))
      break
  }
}

type Change = (known: questions.Questions) => questions.Questions

/** How a question ends is in the thread first; the task hears of it a moment later. */
function inRun(conversation: Conversation, id: string, change: Change): void {
  const run = runOf(conversation, id)
  conversation.runs[id] = { ...run, questions: change(run.questions) }
}

function ofQuestion(conversation: Conversation, question: string, change: Change): void {
  const run = Object.values(conversation.runs).find(one => question in one.questions)
  if (run) inRun(conversation, run.id, change)
}

/** What a turn says belongs above the tasks that it says it of, though its thread holds them the other way round. */
function answer(conversation: Conversation, said: Extract<Item, { kind: 'answer' }>): void {
  const { items } = conversation
  let at = items.length
  for (let before = items[at - 1]; before?.kind === 'task' && before.turn === said.run; before = items[at - 1]) at--
  items.splice(at, 0, said)
}

function delegate(conversation: Conversation, event: StoredEvent): void {
  const contract = object(event.payload, 'contract')
  const run = text(contract, 'run')
  const tasks = conversation.items.filter(item => item.kind === 'task').length
  conversation.items.push({
    kind: 'task',
    key: event.id,
    run,
    turn: text(contract, 'turn'),
    number: number(event.payload, 'number') ?? tasks + 1,
    title: text(contract, 'title'),
    goal: text(contract, 'goal'),
    checks: list(contract, 'checks').filter(check => typeof check === 'string'),
  })
  conversation.runs[run] ??= newRun(run)
}

/** The thread's word of a task counts too: one that was cancelled before it started has no run of its own. */
function finish(conversation: Conversation, event: StoredEvent): void {
  const id = text(event.payload, 'run')
  const run = runOf(conversation, id)
  const result = object(event.payload, 'result')
  const end = text(result, 'end') as RunModel['end']
  if (isOver(run)) {
    conversation.runs[id] = { ...run, end: end ?? run.end }
    return
  }
  const status = end === 'cancelled' ? 'cancelled' : end === 'failed' ? 'failed' : 'completed'
  conversation.runs[id] = {
    ...run,
    status,
    end,
    summary: text(result, 'summary'),
    endedAt: event.at,
    waitsFor: null,
    live: {},
  }
}
