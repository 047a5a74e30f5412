namespace FrequencyML.Benchmarks.Photographs;

/// <summary>Which shape is seen at each pixel of a scene; shapes of all sizes lie over each other like leaves on the ground.</summary>
/// <remarks>
/// Radii have the density r^-3, which makes the scene's statistics independent of scale, as those of photographs are. Source: Lee,
/// Mumford and Huang, "Occlusion models for natural images" (2001). Unlike there, small shapes resemble the large one they lie on.
/// </remarks>
internal sealed class DeadLeaves
{
    private const float Layers = 4;                      // the shapes' areas together: e^-4 = 2 % of the ground remains visible
    private readonly List<Leaf> leaves = [];
    private readonly int[] seen;                         // [row, column]: index of the shape
    private readonly int width, height;

    /// <summary>Draws a scene.</summary>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="smallestRadius">The radius of the smallest shapes, in pixels.</param>
    /// <param name="style">What its surfaces look like.</param>
    /// <param name="random">Determines the scene.</param>
    public DeadLeaves(int width, int height, float smallestRadius, SceneStyle style, Random random)
    {
        (this.width, this.height) = (width, height);
        seen = new int[width * height];
        float largest = 0.7f * height, middle = 0.07f * height;
        Place(new Leaf(width / 2f, height / 2f, width, height, Angle: 0, IsRectangle: true, style.DrawSurface(random)));
        for (float area = 0; area < Layers * seen.Length;)
        {
            var radius = random.NextRadius(middle, largest);
            area += MathF.PI * radius * radius;
            float slenderness = 0.3f + 0.7f * random.NextSingle(), angle = MathF.PI * random.NextSingle();
            Place(Shape(AnyPlace(random), radius, slenderness, angle, style.DrawSurface(random), random));
        }

        var large = (int[])seen.Clone();
        for (float area = 0; area < Layers * seen.Length;)
        {
            var radius = random.NextRadius(smallestRadius, middle);
            area += MathF.PI * radius * radius;
            var place = AnyPlace(random);
            var under = leaves[large[place.Y * width + place.X]];
            if (random.NextSingle() > under.Surface.Clutter) continue;
            var angle = under.Angle + 0.5f * random.NextNormal();    // side by side, as grass and branches are
            Place(Shape(place, radius, under.Surface.Slenderness, angle, style.DrawDetail(under.Surface, random), random));
        }
    }

    /// <summary>The shape that is seen at a pixel.</summary>
    public Leaf this[int x, int y] => leaves[seen[y * width + x]];

    private (int X, int Y) AnyPlace(Random random) => (random.Next(width), random.Next(height));

    /// <summary>A shape about as large as a disc of a radius.</summary>
    private static Leaf Shape((int X, int Y) place, float radius, float slenderness, float angle, Surface surface, Random random)
    {
        var stretch = MathF.Sqrt(slenderness);
        return new Leaf(place.X, place.Y, radius / stretch, radius * stretch, angle, random.NextSingle() < 0.3f, surface);
    }

    /// <summary>Lays a shape over those already there.</summary>
    private void Place(Leaf leaf)
    {
        var index = leaves.Count;
        leaves.Add(leaf);
        int left = Math.Max(0, (int)(leaf.X - leaf.Reach)), right = Math.Min(width - 1, (int)(leaf.X + leaf.Reach) + 1);
        int top = Math.Max(0, (int)(leaf.Y - leaf.Reach)), bottom = Math.Min(height - 1, (int)(leaf.Y + leaf.Reach) + 1);
        for (var y = top; y <= bottom; y++)
        {
            for (var x = left; x <= right; x++)
                if (leaf.Covers(x, y)) seen[y * width + x] = index;
        }
    }
}
