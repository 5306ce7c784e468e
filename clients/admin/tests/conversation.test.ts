// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { advance, type Conversation, emptyConversation, openTasks } from '../src/events/conversation'
import { liveAnswer } from '../src/events/run'
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
    expect(liveAnswer(now.runs['turn']!)).toBe('I do it.')
    expect(liveAnswer(fold(story().slice(0, 7)).runs['turn']!)).toBe('')
  })

  it('drops what was said before a message joined the turn', () => {
    const log = new Log()
    const feed = [...story(log).slice(0, 6), log.event('turn', 'step.superseded', { step: 1, attempt: 1 })]
    expect(liveAnswer(fold(feed).runs['turn']!)).toBe('')
    expect(liveAnswer(fold([...feed, log.output('turn', 2, 0, 'To both.')]).runs['turn']!)).toBe('To both.')
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

  it('does not break on payloads of another version, or none', () => {
    const log = new Log()
    const types = ['message.received', 'task.delegated', 'task.finished', 'turn.ended', 'tool.requested']
    const odd = types.map(type => log.event('thread', type, { run: 7, contract: [], result: 'x' } as never))
    const erased = log.event('thread', 'message.sent', {})
    erased.event.payload = null
    expect(() => fold([...odd, erased])).not.toThrow()
  })
})
