"""Makes ONNX files of torchvision's networks, and what PyTorch itself gives for them.

    apt-get install python3-torch python3-torchvision python3-onnx
    python3 eng/make-torchvision-onnx.py FOLDER [NAME ...]

For each network, with random weights from a fixed seed: FOLDER/NAME/network.onnx, two images, the direction in which
the logits are differentiated, and logits and input gradients of the original module in float32 and in float64.
ROBUSTREPRO_TORCHVISION=FOLDER then makes TorchvisionTests compare with them (eng/torchvision-tests.sh does both).
"""

import pathlib
import sys
import time

import numpy
import torch
import torchvision

NAMES = [
    "alexnet", "googlenet", "resnet50", "vgg11", "densenet121", "mobilenet_v2", "mnasnet1_0",
    "shufflenet_v2_x1_0", "squeezenet1_1", "efficientnet_b0", "convnext_tiny", "vit_b_16",
    "resnet50-unfolded", "resnext50_32x4d-unfolded", "googlenet-unfolded", "densenet121-unfolded",
    "mobilenet_v3_small", "inception_v3", "regnet_y_400mf", "resnext50_32x4d",
]
OPSET = 16  # the newest that PyTorch 1.13 writes


def gradient(model, images, direction):
    images = images.clone().requires_grad_(True)
    logits = model(images)
    (logits * direction).sum().backward()
    return logits.detach().numpy(), images.grad.numpy()


def as_trained(model, generator):
    """Batch norms as training leaves them: an untouched one would be the identity. Nor are weights zero, as those of
    the vision transformer's head are."""
    for weight in model.parameters():
        if weight.dim() > 1 and not weight.any():
            weight.data.normal_(0, 0.02, generator=generator)
    for module in model.modules():
        if isinstance(module, torch.nn.modules.batchnorm._BatchNorm):
            module.running_mean.normal_(0, 0.1, generator=generator)
            module.running_var.uniform_(0.5, 1.5, generator=generator)
            module.weight.data.uniform_(0.5, 1.5, generator=generator)
            module.bias.data.normal_(0, 0.1, generator=generator)


def make(name, folder):
    torch.manual_seed(0)
    # the exporter folds batch norms into convolutions, in float32, unless it is told to leave the mode as it is
    name, _, unfolded = name.partition("-")
    mode = torch.onnx.TrainingMode.PRESERVE if unfolded else torch.onnx.TrainingMode.EVAL
    more = {"aux_logits": True, "init_weights": True} if name in ("googlenet", "inception_v3") else {}
    model = getattr(torchvision.models, name)(weights=None, **more).eval()
    generator = torch.Generator().manual_seed(1)
    as_trained(model, generator)
    size = 299 if name == "inception_v3" else 224
    images = torch.rand(2, 3, size, size, generator=generator)
    direction = torch.randn(2, 1000, generator=generator)
    folder.mkdir(parents=True, exist_ok=True)
    torch.onnx.export(model, images[:1], folder / "network.onnx", input_names=["image"], output_names=["logits"],
                      dynamic_axes={"image": {0: "N"}, "logits": {0: "N"}}, opset_version=OPSET, training=mode)
    numpy.save(folder / "images.npy", images.numpy())
    numpy.save(folder / "direction.npy", direction.numpy())
    # the reference is the module in float64: some processors compute wrong float32 convolutions in some libraries
    for bits, dtype in ((32, torch.float32), (64, torch.float64)):
        logits, grad = gradient(model.to(dtype), images.to(dtype), direction.to(dtype))
        numpy.save(folder / f"logits{bits}.npy", logits.astype(numpy.float64))
        numpy.save(folder / f"gradient{bits}.npy", grad.astype(numpy.float64))


def main():
    folder = pathlib.Path(sys.argv[1])
    for name in sys.argv[2:] or NAMES:
        started = time.time()
        if (folder / name / "gradient64.npy").exists():
            continue
        try:
            make(name, folder / name)
            print(f"{name}: {time.time() - started:.0f} s", flush=True)
        except Exception as error:  # one network that this version does not export leaves the others
            print(f"{name}: not made: {type(error).__name__}: {str(error).splitlines()[0]}", flush=True)


if __name__ == "__main__":
    print(f"PyTorch {torch.__version__}, torchvision {torchvision.__version__}")
    main()
