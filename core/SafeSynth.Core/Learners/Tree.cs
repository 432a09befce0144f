namespace SafeSynth.Learners;

/// <summary>A regression tree. A node is a cut or, where it has no feature, a leaf with a value.</summary>
internal sealed class Tree
{
    private readonly List<Node> _nodes = [];

    /// <summary>Adds a node; returns its number.</summary>
    public int Add(Node node)
    {
        _nodes.Add(node);
        return _nodes.Count - 1;
    }

    /// <summary>Makes a cut of a leaf.</summary>
    public void Cut(int node, int feature, double threshold, int left, int right) =>
        _nodes[node] = new Node(feature, threshold, left, right);

    /// <summary>The value of the leaf that a row falls into.</summary>
    public double Predict(ReadOnlySpan<double> row)
    {
        var node = _nodes[0];
        while (node.Feature >= 0)
            node = _nodes[row[node.Feature] <= node.Value ? node.Left : node.Right];
        return node.Value;
    }

    /// <param name="Feature">What is cut; -1 of a leaf.</param>
    /// <param name="Value">The largest value that goes left, or the leaf's value.</param>
    /// <param name="Left">The number of the node to the left.</param>
    /// <param name="Right">The number of the node to the right.</param>
    public readonly record struct Node(int Feature, double Value, int Left, int Right)
    {
        public static Node Leaf(double value) => new(-1, value, 0, 0);
    }
}
