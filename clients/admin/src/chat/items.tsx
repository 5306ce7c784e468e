import { memo } from 'react'
import type { Caller } from '../api/types'
import { Icon } from '../design/icons'
import { Markdown } from '../design/markdown'
import { Visible } from '../design/visible'
import { Moment } from '../design/time'
import type { Item } from '../events/conversation'
import { liveStep, openQuestions, type RunModel } from '../events/run'
import { Pictures } from './picture-list'
import { TaskCard } from './task-card'

type Props = { item: Item; thread: string; runs: Record<string, RunModel>; caller: Caller }

/** One thing of a conversation. It is drawn anew only when it, or its run, has changed. */
export function ItemView({ item, thread, runs, caller }: Props) {
  switch (item.kind) {
    case 'said':
      return <Said text={item.text} images={item.images} thread={thread} at={item.at} />
    case 'answer':
      return <Answer text={item.text} run={item.run} at={item.at} />
    case 'task':
      return <TaskCard task={item} thread={thread} run={runs[item.run]} caller={caller} />
    case 'asks':
      return <Asks task={item.task} run={runs[item.run]} />
    case 'ended':
      return <Ended status={item.status} error={runs[item.run]?.error ?? ''} run={item.run} />
  }
}

type SaidProps = { text: string; images: string[]; thread: string; at: string }

/** What a person wrote, as they wrote it, and showed. */
const Said = memo(function Said({ text, images, thread, at }: SaidProps) {
  return (
    <article className="said" aria-label="You" data-item tabIndex={-1}>
      <Pictures thread={thread} hashes={images} />
      <div className="said-text">
        <Visible text={text} />
      </div>
      <footer>
        <Moment at={at} />
      </footer>
    </article>
  )
})

const Answer = memo(function Answer({ text, run, at }: { text: string; run: string; at: string }) {
  return (
    <article className="answer" aria-label="OmniSage" data-item tabIndex={-1}>
      <Markdown text={text} />
      <footer>
        <Moment at={at} />
        <a href={`#/runs/${run}`}>Timeline</a>
      </footer>
    </article>
  )
})

/** Where a task asked something while the conversation went on; what it asks stands in its card. */
function Asks({ task, run }: { task: number; run: RunModel | undefined }) {
  const isOpen = run && (openQuestions(run).length > 0 || Object.values(run.asked).some(one => one.status === 'open'))
  const show = () => {
    const card = document.querySelector<HTMLElement>(`section.task[aria-label^="Task ${task}:"]`)
    card?.scrollIntoView({ block: 'center' })
    card?.focus({ preventScroll: true })
  }
  return (
    <p className="asks">
      <Icon name="question" size={16} />
      Task {task} {isOpen ? 'waits for you.' : 'asked something.'}
      <button type="button" className="quiet small" onClick={show}>
        Show<span className="unseen-text"> task {task}</span>
      </button>
    </p>
  )
}

function Ended({ status, error, run }: { status: 'failed' | 'cancelled'; error: string; run: string }) {
  return (
    <p className={`turn-end ${status}`} data-item tabIndex={-1}>
      {status === 'failed' ? 'This turn failed' : 'This turn was cancelled'}
      {error && <>: <Visible text={error} /></>}. <a href={`#/runs/${run}`}>Timeline</a>
    </p>
  )
}

/** A turn that runs: what it is saying, or that it has not begun to. */
export function LiveTurn({ run }: { run: RunModel | undefined }) {
  const live = run ? liveStep(run) : null
  const said = live?.text
  return (
    <article className="answer live" aria-label="OmniSage, answering" aria-busy="true">
      {live !== null && live.tries > 0 && (
        <p className="hint taken-over">Another model took over, and the answer begins anew.</p>
      )}
      {said ? (
        <Markdown text={said} />
      ) : (
        <p className="thinking">
          <span className="pulse" aria-hidden="true" />
          Thinking …
        </p>
      )}
    </article>
  )
}
