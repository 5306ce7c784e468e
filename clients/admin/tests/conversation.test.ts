// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { advance, type Conversation, emptyConversation, openTasks } from '../src/events/conversation'
import { artifactsOf, liveStep } from '../src/events/run'
import type { Feed } from '../src/events/types'
import { Log, story } from './events'

const fold = (feed: Feed[]): Conversation => advance(emptyConversation, feed, true)
const kinds = (conversation: Conversation) => conversation.items.map(item => item.kind)

describe('a conversation', () => {
  it('is folded from its events', () => {
    const whole = fold(story())
    expect(kinds(whole)).toEqual(['said', 'answer', 'task'])
    expect(whole.title).toBe('list it')
    expect(whole.turns).toEqual([])
    const task = whole.runs['task']!
    expect([task.status, task.end, task.live]).toEqual(['completed', 'verified', {}])
    expect(task.steps.map(step => step.kind)).toEqual(['call', 'check'])
  })

  it('is the same whether it comes at once, one by one, or without what was live', () => {
    const feed = story()
    const whole = fold(feed)
    expect(feed.reduce((now, one, at) => advance(now, [one], at === 0), emptyConversation)).toEqual(whole)
    expect(fold(feed.filter(one => 'event' in one))).toEqual(whole)
  })

  it('begins anew with what is fresh', () => {
    expect(advance(fold(story()), story(), true)).toEqual(fold(story()))
  })

  it('leaves what it was before as it was', () => {
    const feed = story()
    const before = fold(feed.slice(0, 8))
    const copy = structuredClone(before)
    advance(before, feed.slice(8), false)
    expect(before).toEqual(copy)
  })

  it('says live what is not committed yet', () => {
    const now = fold(story().slice(0, 6))
    expect(now.turns).toEqual(['turn'])
    expect(liveStep(now.runs['turn']!)?.text).toBe('I do it.')
    expect(liveStep(fold(story().slice(0, 7)).runs['turn']!)).toBeNull()
  })

  it('drops what was said before a message joined the turn', () => {
    const log = new Log()
    const feed = [...story(log).slice(0, 6), log.event('turn', 'step.superseded', { step: 1, attempt: 1 })]
    expect(liveStep(fold(feed).runs['turn']!)).toBeNull()
    expect(liveStep(fold([...feed, log.output('turn', 2, 0, 'To both.')]).runs['turn']!)?.text).toBe('To both.')
  })

  it('knows the tasks that are not over', () => {
    const feed = story()
    expect(openTasks(fold(feed.slice(0, 15)))).toHaveLength(1)
    expect(openTasks(fold(feed))).toHaveLength(0)
  })

  it('does not hear a step that has ended', () => {
    const late = new Log().output('task', 2, 6, 'late', 'stdout')
    expect(advance(fold(story()), [late], false)).toEqual(fold(story()))
  })

  it('takes the word of the thread for a task that never began', () => {
    const log = new Log()
    const contract = { task: 't', run: 't', turn: 'turn', title: 'x', goal: 'y' }
    const now = fold([
      log.event('thread', 'task.delegated', { contract }),
      log.event('thread', 'task.finished', { task: 't', run: 't', result: { end: 'cancelled', summary: '' } }),
    ])
    expect(now.runs['t']?.status).toBe('cancelled')
  })

  it('says how a turn ended that gave no answer', () => {
    const log = new Log()
    const now = fold([
      log.event('thread', 'turn.started', { run: 'turn' }),
      log.event('turn', 'run.failed', { code: 'x', error: 'The model is away.' }),
      log.event('thread', 'turn.ended', { run: 'turn', status: 'failed' }),
    ])
    expect(now.items.at(-1)).toMatchObject({ kind: 'ended', status: 'failed' })
    expect(now.runs['turn']?.error).toBe('The model is away.')
  })

  it('follows what a person is asked', () => {
    const log = new Log()
    const asked = log.event('task', 'approval.requested', { request: { approval: 'a' } })
    const decision = { approval: 'a', status: 'denied', note: 'no', isEdited: false }
    const decided = log.event('task', 'approval.decided', { decision })
    expect(fold([asked]).runs['task']?.asked['a']?.status).toBe('open')
    expect(fold([asked, decided]).runs['task']?.asked['a']).toMatchObject({ status: 'denied', note: 'no' })
  })

  it('holds how a question ended, whichever journal tells it first', () => {
    const question = { question: 'q', run: 'task', text: 'Which?', options: ['a', 'b'], labels: { trust: 'member' } }
    const answer = { question: 'q', text: 'a', by: 'me' }
    const feeds = (log: Log) => ({
      before: story(log).slice(0, 12),
      run: [log.event('task', 'question.asked', { question })],
      thread: [
        log.event('thread', 'question.asked', { question }),
        log.event('thread', 'question.answered', { answer }),
      ],
      taken: [log.event('task', 'question.answered', { answer })],
    })
    const one = feeds(new Log())
    const open = fold([...one.before, ...one.run])
    expect(open.runs['task']?.questions['q']).toMatchObject({ status: 'open', text: 'Which?', options: ['a', 'b'] })
    for (const late of [[...one.run, ...one.thread, ...one.taken], [...one.thread, ...one.run, ...one.taken]]) {
      const task = fold([...one.before, ...late]).runs['task']!
      expect(task.questions['q']).toMatchObject({ status: 'answered', answer: 'a', by: 'me', text: 'Which?' })
      expect(task.steps.filter(step => step.kind === 'question')).toHaveLength(1)
    }
  })

  it('leads to the card of a task that asks, where others read it in words', () => {
    const log = new Log()
    const before = story(log).slice(0, 13)
    const said = log.event('thread', 'message.sent', { message: 'x', run: 'task', text: 'Task 1 asks' })
    const now = fold([...before, said])
    expect(now.items.at(-1)).toMatchObject({ kind: 'asks', run: 'task', task: 1 })
  })

  it('knows the files that a task made', () => {
    const log = new Log()
    const artifact = { id: 'f', path: 'out.csv', bytes: 12, mediaType: 'text/csv' }
    const now = fold([...story(log).slice(0, 15), log.event('task', 'artifact.created', { artifact })])
    expect(artifactsOf(now.runs['task']!)).toMatchObject([{ id: 'f', path: 'out.csv', bytes: 12 }])
  })

  it('does not break on payloads of another version, or none', () => {
    const log = new Log()
    const types = [
      'question.asked', 'question.answered', 'artifact.created',
      'message.received', 'task.delegated', 'task.finished', 'turn.ended', 'tool.requested',
    ]
    const odd = types.map(type => log.event('thread', type, { run: 7, contract: [], result: 'x' } as never))
    const erased = log.event('thread', 'message.sent', {})
    erased.event.payload = null
    expect(() => fold([...odd, erased])).not.toThrow()
  })
})
