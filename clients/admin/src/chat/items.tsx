import { memo } from 'react'
import type { Caller } from '../api/types'
import { Markdown } from '../design/markdown'
import { Visible } from '../design/visible'
import { Moment } from '../design/time'
import type { Item } from '../events/conversation'
import { liveAnswer, type RunModel } from '../events/run'
import { TaskCard } from './task-card'

type Props = { item: Item; runs: Record<string, RunModel>; caller: Caller }

/** One thing of a conversation. It is drawn anew only when it, or its run, has changed. */
export function ItemView({ item, runs, caller }: Props) {
  switch (item.kind) {
    case 'said':
      return <Said text={item.text} at={item.at} />
    case 'answer':
      return <Answer text={item.text} run={item.run} at={item.at} />
    case 'task':
      return <TaskCard task={item} run={runs[item.run]} caller={caller} />
    case 'ended':
      return <Ended status={item.status} error={runs[item.run]?.error ?? ''} run={item.run} />
  }
}

/** What a person wrote, as they wrote it. */
const Said = memo(function Said({ text, at }: { text: string; at: string }) {
  return (
    <article className="said" aria-label="You" data-item tabIndex={-1}>
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
  const said = run ? liveAnswer(run) : ''
  return (
    <article className="answer live" aria-label="OmniSage, answering" aria-busy="true">
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
