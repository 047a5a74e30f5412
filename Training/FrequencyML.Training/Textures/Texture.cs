namespace FrequencyML.Training.Textures;

/// <summary>The structure of one image's surface; the constructor of each class draws its parameters.</summary>
internal abstract class Texture
{
    /// <summary>The surface is turned by up to this many turns to either side; 0.5 is any angle.</summary>
    public virtual float RotationRange => 0.5f;

    /// <summary>The surface at one point.</summary>
    /// <param name="x">Surface units; at scale 1 an image's short side shows 200 of them.</param>
    /// <param name="y">Surface units, downwards at rotation 0.</param>
    /// <returns>The same sample for the same point, whatever was asked before.</returns>
    public abstract SurfaceSample Sample(float x, float y);
}
