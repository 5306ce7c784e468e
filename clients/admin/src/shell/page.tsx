import { type ReactNode, useEffect } from 'react'

/** What every page begins with: its name, for the window and for whoever reads by ear, and what can be done. */
export function Page(props: { title: string; intro?: string; actions?: ReactNode; children: ReactNode }) {
  useTitle(props.title)
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{props.title}</h1>
          {props.intro && <p className="intro">{props.intro}</p>}
        </div>
        {props.actions && <div className="actions">{props.actions}</div>}
      </header>
      {props.children}
    </div>
  )
}

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · OmniSage`
  }, [title])
}
