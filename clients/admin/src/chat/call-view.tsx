import { useLayoutEffect, useRef } from 'react'
import { Icon } from '../design/icons'
import { withoutColours } from '../design/text'
import { Visible } from '../design/visible'
import type { Step } from '../events/run'
import { number, parse, text } from '../events/types'

/** Where results of tools hold text for people to read. */
const outputMembers = ['output', 'stdout', 'stderr', 'content', 'text']

type Call = Extract<Step, { kind: 'call' }>

/** A call of a tool: what is done, what it says while it is done, and what came of it. */
export function CallView({ call, live, isOver }: { call: Call; live: string; isOver: boolean }) {
  const given = parse(call.arguments)
  const command = call.tool === 'shell.run' ? text(given, 'command') : ''
  const isRunning = !call.outcome && !isOver
  return (
    <div className={`call ${call.outcome?.failed ? 'bad' : ''}`}>
      <p className="call-head">
        <span className="call-tool">{call.tool}</span>
        <CallEnd call={call} isRunning={isRunning} />
      </p>
      <pre className="call-arguments" tabIndex={0} role="group" aria-label={`What ${call.tool} is given`}>
        {command ? (
          <>
            <span className="prompt" aria-hidden="true">$ </span>
            <Visible text={command} />
          </>
        ) : (
          <Visible text={call.arguments} />
        )}
      </pre>
      <OutputView said={call.outcome ? outputOf(call) : live} isRunning={isRunning} tool={call.tool} />
    </div>
  )
}

function CallEnd({ call, isRunning }: { call: Call; isRunning: boolean }) {
  if (isRunning) return <span className="call-end busy">running</span>
  if (!call.outcome) return <span className="call-end">not finished</span>
  if (call.outcome.failed) return <span className="call-end bad">failed</span>
  const code = number(parse(call.outcome.text), 'exit_code')
  if (code === null || code === 0) return <span className="call-end good">done</span>
  return <span className="call-end bad">exit {code}</span>
}

/** Output stands as it is said, and follows its own end while there is more to come. */
export function OutputView({ said, isRunning, tool }: { said: string; isRunning: boolean; tool: string }) {
  const area = useRef<HTMLPreElement>(null)
  useLayoutEffect(() => {
    if (isRunning && area.current) area.current.scrollTop = area.current.scrollHeight
  }, [said, isRunning])
  if (said.trim() === '') return null
  return (
    <pre className="output" ref={area} tabIndex={0} role="group" aria-label={`What ${tool} said`}>
      <Visible text={withoutColours(said).replace(/\n+$/, '')} />
    </pre>
  )
}

export function CheckView({ passed, result }: { passed: boolean; result: string }) {
  return (
    <div className={`check ${passed ? 'good' : 'bad'}`}>
      <p>
        <Icon name={passed ? 'check' : 'warn'} size={16} />
        {passed ? 'A check passed' : 'A check did not pass'}
      </p>
      <OutputView said={result} isRunning={false} tool="the check" />
    </div>
  )
}

function outputOf(call: Call): string {
  const outcome = call.outcome?.text ?? ''
  const parsed = call.outcome?.failed ? null : parse(outcome)
  if (!parsed) return outcome
  const said = outputMembers.map(name => text(parsed, name)).join('')
  if (said !== '') return said
  return number(parsed, 'exit_code') === null ? JSON.stringify(parsed, null, 2) : ''
}
