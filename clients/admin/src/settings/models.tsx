import { useState } from 'react'
import { call } from '../api/client'
import { messageOf } from '../api/problem'
import type { Model, ModelTest } from '../api/types'
import { useResource } from '../api/use-resource'
import { Trouble } from '../design/states'
import { Visible } from '../design/visible'
import { ChainForm } from './chain-form'
import { levels, readChains } from './models-yaml'

type Props = { document: { version: number; text: string }; mayChange: boolean; onChanged: () => void }

type Level = (typeof levels)[number]

const levelWords: Record<string, string> = {
  coordinator: 'Talks with people and gives out work',
  executor: 'Does the tasks',
  heartbeat: 'Looks after what is scheduled',
  default: 'Every level that has no models of its own',
}

const origins: Record<string, string> = {
  install: 'as the operator configured it',
  tenant: 'by the settings of all workspaces',
  workspace: 'by these settings',
  agent: "by the agent's own settings",
}

/** The models of each level in the order in which they are asked, how they do, and whether they answer. */
export function Models({ document, mayChange, onChanged }: Props) {
  const [form, setForm] = useState<Level | null>(null)
  const models = useResource(`models ${document.version}`, signal =>
    call('get', '/api/v1/workspaces/{workspace}/models', { signal }), 10_000)
  const chains = readChains(document.text)
  return (
    <section aria-labelledby="models-title">
      <h2 id="models-title">Models</h2>
      {models.error && <Trouble text={models.error} onRetry={models.reload} />}
      {models.value?.items.map(level => (
        <div key={level.level} className="level">
          <p className="level-head">
            <strong>{level.level}</strong>
            <span className="hint">{levelWords[level.level] ?? ''}, {origins[level.from] ?? level.from}</span>
            {mayChange && chains && isLevel(level.level) && (
              <button type="button" className="small" onClick={() => setForm(level.level as Level)}>
                Change …<span className="unseen-text"> the models of {level.level}</span>
              </button>
            )}
          </p>
          <ol className="chain">
            {level.chain.map((model, at) => (
              <li key={at}>
                <ModelLine model={model} />
              </li>
            ))}
          </ol>
        </div>
      ))}
      <div className="actions">
        {mayChange && chains && (
          <button type="button" onClick={() => setForm('default')}>Models for all levels …</button>
        )}
        {mayChange && <TestButton />}
      </div>
      {mayChange && !chains && (
        <p className="hint">The models are written in a form that only the text shows: edit them as text.</p>
      )}
      {form && chains && (
        <ChainForm level={form} document={document} chains={chains} onClose={() => setForm(null)} onSaved={() => {
          setForm(null)
          onChanged()
        }} />
      )}
    </section>
  )
}

const isLevel = (level: string): level is Level => (levels as readonly string[]).includes(level)

function ModelLine({ model }: { model: Model }) {
  const done = model.answers + model.failures === 0
    ? 'not asked yet'
    : `${model.answers} answers, ${model.failures} failures`
  return (
    <>
      <Visible text={model.model} />{' '}
      <span className="hint">
        <Visible text={`${model.provider}, ${model.host}`} />; {model.state}; {done}
        {model.latencyMs != null && `, ${model.latencyMs} ms to its first word`}
      </span>
      {model.lastError && (
        <span className="model-error">
          <Visible text={model.lastError} />
        </span>
      )}
    </>
  )
}

/** Sends each model a tiny request, which costs a few tokens: by a press only. */
function TestButton() {
  const [tests, setTests] = useState<ModelTest[] | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const test = async () => {
    setBusy(true)
    setTrouble(null)
    try {
      setTests((await call('post', '/api/v1/workspaces/{workspace}/models/test')).items)
    } catch (fault) {
      setTrouble(messageOf(fault))
    }
    setBusy(false)
  }
  return (
    <>
      <button type="button" disabled={isBusy} onClick={() => void test()}>{isBusy ? 'Testing …' : 'Test'}</button>
      {trouble && <Trouble text={trouble} />}
      <ul className="tests" role="status">
        {tests?.length === 0 && <li className="hint">There is nothing to test: the built-in model always answers.</li>}
        {tests?.map((one, at) => (
          <li key={at} className={one.code ? 'model-error' : 'model-good'}>
            <Visible text={`${one.provider} ${one.model}`} />:{' '}
            {one.code ? <Visible text={one.error ?? one.code} /> : `answers, in ${one.latencyMs} ms`}
          </li>
        ))}
      </ul>
    </>
  )
}
