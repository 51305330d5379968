// A video's player is asked for only when somebody clicks; without JavaScript the link leads to the site itself.
for (const figure of document.querySelectorAll("[data-video]")) {
  const link = figure.querySelector(".video__play");
  if (!figure.dataset.video || !link) continue;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const player = document.createElement("iframe");
    player.src = figure.dataset.video;
    player.title = figure.dataset.videoTitle;
    player.allow = "autoplay; fullscreen; picture-in-picture";
    player.allowFullscreen = true;
    player.referrerPolicy = "strict-origin-when-cross-origin";
    figure.querySelector(".video__frame").replaceChildren(player);
    player.focus();
  });
}
