using Xunit;

// The tests compare times and use up processors; side by side they would measure each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
