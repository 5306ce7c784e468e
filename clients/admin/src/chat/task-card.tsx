import { useId, useState } from 'react'
import { ApprovalCard } from '../approvals/approval-card'
import type { Caller } from '../api/types'
import { Icon } from '../design/icons'
import { Status } from '../design/status'
import { plain } from '../design/text'
import { Lasting } from '../design/time'
import { Visible } from '../design/visible'
import type { Delegated } from '../events/conversation'
import { artifactsOf, isOver, newRun, type RunModel, type Step } from '../events/run'
import { KeptFile } from '../files/kept-file'
import { QuestionCard } from '../questions/question-card'
import { CancelButton } from './cancel-button'
import { CallView, CheckView } from './call-view'

type Props = { task: Delegated; thread: string; run: RunModel | undefined; caller: Caller }

/**
 * A delegated task: how far it is, what it does as it does it, and what it asks. One that is over folds up, as the
 * answer that follows says what came of it.
 */
export function TaskCard({ task, thread, run = newRun(task.run), caller }: Props) {
  const [chosen, setChosen] = useState<boolean | null>(null)
  const id = useId()
  const over = isOver(run)
  const isOpen = chosen ?? !over
  const title = plain(task.title) || `Task ${task.number}`
  return (
    <section className={`task ${run.status}`} aria-label={`Task ${task.number}: ${title}`} data-item tabIndex={-1}>
      <header className="task-head">
        <button type="button" className="task-toggle quiet" aria-expanded={isOpen} aria-controls={id}
          onClick={() => setChosen(!isOpen)}>
          <Icon name="down" size={16} />
          <span className="task-number">Task {task.number}</span>
          <span className="task-title">{title}</span>
        </button>
        <div className="task-facts">
          <Status status={run.status} end={run.end} />
          {run.startedAt && <Lasting from={run.startedAt} to={run.endedAt} />}
          {!over && caller.role !== 'auditor' && (
            <CancelButton run={task.run} label="Cancel" what={`task ${task.number}`} />
          )}
        </div>
      </header>
      {!over && <Progress run={run} checks={task.checks.length} />}
      {!isOpen && <Made run={run} />}
      <div id={id} className="task-body" hidden={!isOpen}>
        {isOpen && <TaskBody task={task} thread={thread} run={run} caller={caller} />}
      </div>
    </section>
  )
}

type BodyProps = Props & { run: RunModel }

/** What a task made stays in sight when it folds up. */
function Made({ run }: { run: RunModel }) {
  const made = artifactsOf(run)
  if (made.length === 0) return null
  return (
    <ul className="task-made" aria-label="Files that it made">
      {made.map(artifact => (
        <li key={artifact.id}>
          <KeptFile artifact={artifact} />
        </li>
      ))}
    </ul>
  )
}

function TaskBody({ task, thread, run, caller }: BodyProps) {
  return (
    <>
      {task.goal && task.goal !== `run: ${task.title}` && (
        <p className="task-goal">
          <Visible text={task.goal} />
        </p>
      )}
      {run.steps.map(step => (
        <StepView key={step.key} step={step} task={task} thread={thread} run={run} caller={caller} />
      ))}
      {run.error && (
        <p className="step-note bad">
          <Visible text={run.error} />
        </p>
      )}
      <footer className="task-foot">
        <a href={`#/runs/${task.run}`}>Timeline</a>
      </footer>
    </>
  )
}

function StepView({ step, task, thread, run, caller }: BodyProps & { step: Step }) {
  switch (step.kind) {
    case 'call':
      // What it asks stands below, as people read it.
      if (step.tool === 'ask.user' && Object.keys(run.questions).length > 0) return null
      return <CallView call={step} live={run.live[step.step]?.text ?? ''} isOver={isOver(run)} />
    case 'check':
      return <CheckView passed={step.passed} result={step.result} />
    case 'note':
      return (
        <p className={`step-note ${step.tone}`}>
          <Visible text={step.text} />
        </p>
      )
    case 'artifact':
      return <KeptFile artifact={step.artifact} showsImage />
    case 'question': {
      const question = run.questions[step.question]
      if (!question) return null
      const status = question.status === 'open' && isOver(run) ? 'withdrawn' : question.status
      return <QuestionCard question={{ ...question, status, thread, task: task.number }} caller={caller} />
    }
    case 'approval': {
      const asked = run.asked[step.approval]
      const isOpen = !isOver(run) && asked?.status === 'open'
      return <ApprovalCard id={step.approval} version={`${asked?.status} ${run.status}`} caller={caller}
        startsOpen={isOpen} />
    }
  }
}

const waits: Record<string, string> = {
  approval: 'Waits for your approval',
  budget: 'Waits for more budget',
  place: 'Waits until another task ends',
  question: 'Waits for your answer',
}

/** How far a task is, in words, as nobody knows how much is left. */
function Progress({ run, checks }: { run: RunModel; checks: number }) {
  const calls = run.steps.filter(step => step.kind === 'call')
  const passed = run.steps.filter(step => step.kind === 'check' && step.passed).length
  const words =
    run.status === 'parked' ? (waits[run.waitsFor ?? ''] ?? `Waits for ${run.waitsFor || 'its turn'}`)
    : run.status === 'queued' ? 'Not begun yet'
    : calls.length === 0 ? 'Begins'
    : `Step ${calls.length}${checks > 0 ? `, ${passed} of ${checks} checks passed` : ''}`
  return (
    <p className={`task-progress ${run.status}`}>
      <span className="bar" aria-hidden="true" />
      <span>{words}</span>
    </p>
  )
}
