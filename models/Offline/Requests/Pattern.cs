namespace OmniSage.Models.Offline.Requests;

/// <summary>
/// One thing that the offline model understands. To add one, write a file that holds its pattern, list it in
/// <see cref="PatternTable"/>, and give it a section in docs/offline-model.md.
/// </summary>
/// <param name="Name">One word, the title of its section in the document.</param>
/// <param name="Example">What a person types, for help and for answers to what was not understood.</param>
/// <param name="Keywords">Lower-case words that suggest this example to someone who was not understood.</param>
/// <param name="Read">
/// The request in one line, or null when the line is something else. Takes time linear in the line and never throws.
/// </param>
internal sealed record Pattern(
    string Name, string Example, ImmutableArray<string> Keywords, Func<string, Request?> Read);
