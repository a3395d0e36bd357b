"""The modules of the robustness library that shape its checkpoints: every weight twice, the normalisation as buffers, all under module. (DataParallel)."""
import torch

try:
    import dill as pickle
except ImportError:
    import pickle


class InputNormalize(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("new_mean", torch.tensor([0.485, 0.456, 0.406]).view(3, 1, 1))
        self.register_buffer("new_std", torch.tensor([0.229, 0.224, 0.225]).view(3, 1, 1))


class Attacker(torch.nn.Module):
    def __init__(self, network):
        super().__init__()
        self.normalize = InputNormalize()
        self.model = network


class AttackerModel(torch.nn.Module):
    def __init__(self, network):
        super().__init__()
        self.normalizer = InputNormalize()
        self.model = network
        self.attacker = Attacker(network)


def save(network, path, epoch=90):
    """As the library saves: model, optimizer, schedule, epoch, by dill where it is installed."""
    parallel = torch.nn.DataParallel(AttackerModel(network))
    optimizer = torch.optim.SGD(parallel.parameters(), 0.1, momentum=0.9, weight_decay=1e-4)
    schedule = torch.optim.lr_scheduler.StepLR(optimizer, 50)
    for parameter in parallel.parameters():
        optimizer.state[parameter]["momentum_buffer"] = torch.zeros_like(parameter)
    torch.save({
        "model": parallel.state_dict(),
        "optimizer": optimizer.state_dict(),
        "schedule": schedule.state_dict(),
        "epoch": epoch,
        "amp": "N/A",
        "adv_prec1": torch.tensor(33.0),
    }, path, pickle_module=pickle)
