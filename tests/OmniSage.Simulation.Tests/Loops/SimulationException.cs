namespace OmniSage.Simulation.Tests.Loops;

/// <summary>What must always hold did not; the message says what.</summary>
internal sealed class SimulationException(string message) : Exception(message);
