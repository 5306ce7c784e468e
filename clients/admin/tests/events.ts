import type { Output, Payload, StoredEvent } from '../src/events/types'

/** Events of a thread and its runs, as the API sends them. */
export class Log {
  private readonly seqs = new Map<string, number>()

  event(journal: string, type: string, payload: Payload, seq?: number): { event: StoredEvent } {
    const next = seq ?? (this.seqs.get(journal) ?? 0) + 1
    this.seqs.set(journal, next)
    return {
      event: {
        id: `${journal}-${next}`,
        journal: { kind: journal === 'thread' ? 'thread' : 'run', id: journal },
        seq: next,
        type,
        at: '2026-01-02T03:04:05.000006Z',
        actor: 'system',
        labels: { trust: 'member', sensitivity: 'internal', sources: [], overflow: false },
        payload,
      },
    }
  }

  output(run: string, step: number, offset: number, text: string, channel: Output['channel'] = 'answer') {
    return { output: { run, step, attempt: 1, channel, offset, text } }
  }
}

/** A turn that delegates one task, which runs one command and is checked. */
export function story(log = new Log()) {
  const contract = { task: 'task', run: 'task', turn: 'turn', title: 'list', goal: 'run: ls', checks: ['true'] }
  const call = { id: 'c', tool: 'shell.run', arguments: '{"command":"ls"}' }
  return [
    log.event('thread', 'thread.opened', { title: '' }),
    log.event('thread', 'message.received', { message: 'm', run: 'turn', text: 'list it\nplease' }),
    log.event('thread', 'turn.started', { run: 'turn' }),
    log.event('turn', 'run.started', { kind: 'turn', title: 'list it' }),
    log.output('turn', 1, 0, 'I do '),
    log.output('turn', 1, 5, 'it.'),
    log.event('turn', 'model.responded', { step: 1, text: 'I do it.', calls: [] }),
    log.event('thread', 'task.delegated', { contract }),
    log.event('thread', 'message.sent', { message: 'a', run: 'turn', text: 'I do it.' }),
    log.event('turn', 'run.completed', {}),
    log.event('thread', 'turn.ended', { run: 'turn', status: 'completed' }),
    log.event('task', 'run.started', { kind: 'task', title: 'list' }),
    log.event('task', 'tool.requested', { step: 2, call, version: 1 }),
    log.output('task', 2, 0, 'a.txt\n', 'stdout'),
    log.event('task', 'tool.completed', { step: 2, result: '{"exit_code":0,"stdout":"a.txt\\n"}' }),
    log.event('task', 'step.finished', { step: 3, succeeded: true, result: '{"exit_code":0,"stdout":""}' }),
    log.event('task', 'run.completed', { result: { end: 'verified', summary: 'done' } }),
    log.event('thread', 'task.finished', { task: 'task', run: 'task', result: { end: 'verified', summary: 'done' } }),
  ]
}
