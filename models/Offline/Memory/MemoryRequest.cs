using OmniSage.Models.Offline.Answers;
using OmniSage.Models.Offline.Requests;

namespace OmniSage.Models.Offline.Memory;

/// <summary>A request that the coordinator carries out with its memory.</summary>
/// <param name="Call">The call to make.</param>
internal sealed record MemoryRequest(ToolCall Call) : Request;
