import { Component, type ComponentType, lazy, type ReactNode, Suspense } from 'react'
import { Trouble, Waiting } from '../design/states'

/** A page whose script is fetched when somebody goes there, so that the first load stays small. */
export function lazily<N extends string, P extends object>(
  load: () => Promise<Record<N, ComponentType<P>>>,
  name: N,
): ComponentType<P> {
  const Part = lazy(async () => ({ default: (await load())[name] as ComponentType<object> }))
  return function Lazily(props: P) {
    return (
      <Loading>
        <Suspense fallback={<Waiting />}>
          <Part {...props} />
        </Suspense>
      </Loading>
    )
  }
}

/** What did not load: OmniSage is away, or another version has come, whose page has other parts. */
class Loading extends Component<{ children: ReactNode }, { isLost: boolean }> {
  override state = { isLost: false }

  static getDerivedStateFromError(): { isLost: boolean } {
    return { isLost: true }
  }

  override render() {
    if (!this.state.isLost) return this.props.children
    return (
      <div className="page">
        <h1>Not loaded</h1>
        <Trouble text="This part of the page did not load." onRetry={() => location.reload()} />
      </div>
    )
  }
}
